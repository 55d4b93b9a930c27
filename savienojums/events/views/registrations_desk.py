"""Doors of the organisers to the list of those who come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused, allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.exports_registrations import csv_of, xlsx_of
from savienojums.events.forms.registrations import Correcting, Entering, Starts
from savienojums.events.forms.registrations_names import NamesForm
from savienojums.events.queries import registrations as queries
from savienojums.events.queries import registrations_people as people
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.registrations_seats import seat_counts
from savienojums.events.queries.retention import erased_on
from savienojums.events.rules import registrations as rules

if TYPE_CHECKING:
    from savienojums.events.models import Event

TABLES = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@never_cache
@signed_in
@accepts("GET")
def event_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Everyone on the list, filtered; what they answered, counted."""
    event, at = hosted_for(request.person, slug), now()
    choice = people.choice_of(request.GET)
    found = people.page_of_people(event, choice, request.GET.get("page", ""))
    words: dict[str, Any] = {"people": found, "choice": choice, "counts": seat_counts(event, at)}
    asked = request.GET.copy()
    asked.pop("page", None)
    erased = erased_on(event)
    return page(
        request,
        "events/people.html",
        part="listing",
        **words,
        erased_on=erased,
        query=asked.urlencode(),
        **_desk(event),
    )


@never_cache
@signed_in
@accepts("GET", "POST")
def event_people_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write down a party that asked on paper or by telephone."""
    event, at = hosted_for(request.person, slug), now()
    allow(rules.may_enter_party, request.person, event)
    form = Entering(request.POST or None, event=event, person=request.person, own=[], at=at)
    if request.method == "POST" and not form.wants_more and form.is_valid():
        try:
            party = form.party((get_language() or "lv")[:2])
            made = desk.enter_party(by=request.person, event=event, party=party, at=at)
        except Refused as refusal:
            form.party_form.add_error(None, str(refusal))
        else:
            messages.success(request, _entered(made, at))
            return redirect("event_people", slug)
    return page(request, "events/people_new.html", form=form, status=form.status, **_desk(event))


@never_cache
@signed_in
@accepts("GET", "POST")
def event_people_names(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste many names: first every line is shown as it was understood."""
    event = hosted_for(request.person, slug)
    allow(rules.may_enter_list, request.person, event)
    form = NamesForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        return page(request, "events/people_names.html", form=form, status=422 if form.errors else 200, **_desk(event))
    lines = form.lines(queries.mailboxes_of_list(event))
    parties = form.parties(lines, (get_language() or "lv")[:2])
    if "confirmed" not in request.POST:
        return page(request, "events/people_names_seen.html", form=form, lines=lines, new=len(parties), **_desk(event))
    count = desk.enter_list(by=request.person, event=event, parties=parties, at=now())
    said = ngettext("%(n)s person was put on the list.", "%(n)s people were put on the list.", count)
    messages.success(request, said % {"n": count})
    return redirect("event_people", slug)


@never_cache
@signed_in
@accepts("GET", "POST")
def event_person(request: SignedInRequest, slug: str, row: str) -> HttpResponse:
    """The party of one row: everything it said; the organisers may correct it."""
    event, at = hosted_for(request.person, slug), now()
    found = people.attendance_in(event, row)
    party = found.registration
    if party is None or party.cancelled_at:
        return page(request, "events/person.html", found=found, party=party, **_desk(event))
    own = queries.organisations_offered(None, party)
    form = Correcting(request.POST or None, event=event, person=None, own=own, at=at, starts=Starts(party))
    if request.method == "POST" and not form.wants_more and form.is_valid():
        try:
            said = form.party(party.language)
            acts.change_registration(by=request.person, registration=party, party=said, at=at)
        except Refused as refusal:
            form.party_form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("event_people", slug)
    words: dict[str, Any] = {"found": found, "party": party, "form": form}
    return page(request, "events/person.html", status=form.status, **words, **_desk(event))


@signed_in
@accepts("POST")
def event_seat(request: SignedInRequest, slug: str, row: str) -> HttpResponse:
    """Give somebody a seat, move their party to the waiting list, or take them off the list."""
    event, at = hosted_for(request.person, slug), now()
    found, wanted = people.attendance_in(event, row), request.POST.get("seat", "")
    try:
        if wanted == "accepted":
            desk.give_seat(by=request.person, attendance=found, at=at)
            messages.success(request, _("%(name)s has a seat.") % {"name": found.name})
        elif wanted == "waiting":
            desk.move_to_waiting(by=request.person, attendance=found, at=at)
            messages.success(request, _("%(name)s is on the waiting list.") % {"name": found.name})
        elif wanted == "gone":
            desk.cancel_seat(by=request.person, attendance=found, at=at)
            said = _("%(name)s was taken off the list. Under “Does not come” you can give the seat back.")
            messages.success(request, said % {"name": found.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(request.POST.get("back", "") if _is_ours(request, slug) else f"/events/{slug}/people/")


@never_cache
@signed_in
@accepts("GET", "POST")
def event_people_merging(request: SignedInRequest, slug: str) -> HttpResponse:
    """Two rows that are perhaps the same person, side by side; the button makes them one."""
    event = hosted_for(request.person, slug)
    asked = request.POST if request.method == "POST" else request.GET
    kept, other = (people.attendance_in(event, asked.get(name, "")) for name in ("kept", "other"))
    if request.method == "POST":
        desk.merge_attendances(by=request.person, attendance=kept, other=other, at=now())
        messages.success(request, _("The two rows of %(name)s are one now.") % {"name": kept.name})
        return redirect("event_people", slug)
    return page(request, "events/people_merging.html", kept=kept, other=other, both=[kept, other], **_desk(event))


@never_cache
@signed_in
@accepts("GET")
def event_people_table(request: SignedInRequest, slug: str, form: str) -> HttpResponse:
    """The list as a table, as it is filtered; the journal keeps who took it."""
    event = hosted_for(request.person, slug)
    if form not in TABLES:
        raise NotFound
    rows = people.listed(event, people.choice_of(request.GET))
    desk.export_list(by=request.person, event=event, form=form, count=len(rows), at=now())
    make, kind = TABLES[form]
    headers = {"Content-Disposition": f'attachment; filename="{event.slug}-people.{form}"'}
    return HttpResponse(make(event, rows), content_type=kind, headers=headers)


def _is_ours(request: SignedInRequest, slug: str) -> bool:
    """Whether the way back leads to the list of this event."""
    return request.POST.get("back", "").startswith(f"/events/{slug}/people/")


def _entered(made: Any, at: Any) -> str:
    told = queries.told_of(queries.registration_by(made.token), at)
    if told.state == "waiting":
        return _("Written down. All seats are taken: they are number %(number)s in line.") % {"number": told.line}
    return _("Written down. They have a seat.")


def _desk(event: Event) -> dict[str, Any]:
    return {"event": event, "leaves": leaves_of(event, "event_people")}
