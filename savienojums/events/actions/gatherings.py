"""Making, changing, publishing, cancelling and restoring events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.core import clock
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.events import moving
from savienojums.events.actions.erased import insist_not_erased
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Event, ProgrammeItem
from savienojums.events.queries import facts
from savienojums.events.rules import gatherings as rules
from savienojums.network.rules import capacity, coordinates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation

    Details = Mapping[str, Any]

LONGEST_SLUG = 80


class NotTheirOrganisation(Refused):
    """One makes events in the name of organisations one acts for."""

    sentence = gettext_lazy("Choose at least one organisation for which you act. Others may organise it with you.")


class EndsBeforeItBegins(Refused):
    """The end is not after the beginning."""

    sentence = gettext_lazy("The end has to be after the beginning.")


class AlreadyPublished(Refused):
    """Everyone can read it."""

    sentence = gettext_lazy("This event is published already.")


class NowhereYet(Refused):
    """Nobody could come."""

    sentence = gettext_lazy("Before it is published, say where it takes place or that it is online.")


class IsDraft(Refused):
    """What nobody knows of need not be cancelled."""

    sentence = gettext_lazy("This event is a draft that nobody sees. Delete it instead of cancelling it.")


class IsCancelled(Refused):
    """It was cancelled before."""

    sentence = gettext_lazy("This event is cancelled. Restore it first.")


class IsOver(Refused):
    """What took place cannot be cancelled."""

    sentence = gettext_lazy("This event is over; it cannot be cancelled any more.")


class NotCancelled(Refused):
    """Only what was cancelled can be restored."""

    sentence = gettext_lazy("This event is not cancelled.")


class IsKnown(Refused):
    """Somebody knows of it."""

    sentence = gettext_lazy("People know of this event already, so it is cancelled instead of deleted.")


class TooManyForTheRoom(Refused):
    """Those who look on from home would all need a seat."""


class ChangedMeanwhile(Refused):
    """Somebody else saved other values since the form was opened."""

    def __init__(self, conflicts: Mapping[str, Any], seen: int) -> None:
        self.conflicts, self.seen = conflicts, seen
        super().__init__(_("Somebody else changed the same lines while you were writing. Compare and save again."))


@transaction.atomic
def make_event(*, by: Person, details: Details, at: datetime) -> Event:
    """Write down an event; until it is published only its organisers see it."""
    allow(rules.may_make_event, by)
    organisers = list(details.get("organisers", ()))
    _insist_on_their_own(by, organisers)
    slug, example = free_slug(details["title"], details["starts_at"]), bool(details.get("is_example"))
    event = Event(slug=slug, made_by=by, is_example=example)
    _take(event, details)
    event.save()
    event.organisers.set(organisers)
    event.themes.set(details.get("themes", ()))
    line("events.event_made", event, by=by, at=at)
    return event


@transaction.atomic
def change_event(*, by: Person, event: Event, details: Details, seen: int | None = None, at: datetime) -> Event:
    """Change what is said of an event; a new time or place is told to those who registered.

    `seen` is the number of changes that had been made when the form was opened; without it the details simply hold.
    When its first day moves, programme and deadlines of registering move with it.
    """
    allow(rules.may_change_event, by, event)
    current = hold(event)
    if seen is not None:
        details = _met(current, details, seen)
    before = facts.facts_of(current)
    changes = facts.changes_between(before, facts.plain(details))
    if not changes:
        return current
    if "starts_at" in changes or "ends_at" in changes:
        insist_not_erased(current)
    if "organisers" in changes:
        _insist_on_their_own(by, [*current.organisers.all(), *details["organisers"]])
    first_day, mode = current.first_day, current.mode
    _take(current, details)
    if mode == Mode.HYBRID and current.mode == Mode.IN_PLACE and current.ends_at > at:
        _insist_room_for_all(current)
    days = (current.first_day - first_day).days
    moving.carry(current, days)
    told = _told(before, changes)
    marked = mark_changed(current, told, at)
    current.save()
    if days:
        items = moving.carry_programme(list(current.programme.all()), days)
        ProgrammeItem.objects.bulk_update(items, ["starts_at", "ends_at"])
    for relation in facts.RELATED:
        if relation in details:
            getattr(current, relation).set(details[relation])
    count = {"count": current.change_count} if marked else {}
    line(facts.CHANGED, current, by=by, at=at, seen=marked, changes={**_unsaid(changes), **told}, **count)
    return current


@transaction.atomic
def publish_event(*, by: Person, event: Event, at: datetime) -> None:
    """Let people know of it."""
    allow(rules.may_publish_event, by, event)
    current = hold(event)
    if current.published_at:
        raise AlreadyPublished
    if current.ends_at > at and current.mode == Mode.IN_PLACE and not (current.place_id or current.venue):
        raise NowhereYet
    current.published_at = event.published_at = at
    current.save(update_fields=["published_at"])
    line("events.event_published", current, by=by, at=at, seen=True)


@transaction.atomic
def cancel_event(*, by: Person, event: Event, why: str, at: datetime) -> None:
    """Say that it does not take place, and why; those who registered are told."""
    allow(rules.may_cancel_event, by, event)
    current = hold(event)
    if current.is_draft:
        raise IsDraft
    if current.cancelled_at:
        raise IsCancelled
    if current.ends_at <= at:
        raise IsOver
    current.cancelled_at, current.cancelled_why = at, why
    _count_change(current, at)
    current.save(update_fields=["cancelled_at", "cancelled_why", "changed_at", "change_count"])
    line("events.event_cancelled", current, by=by, at=at, seen=True, why=why, count=current.change_count)


@transaction.atomic
def restore_event(*, by: Person, event: Event, at: datetime) -> None:
    """It takes place after all; those who registered are told."""
    allow(rules.may_restore_event, by, event)
    current = hold(event)
    if not current.cancelled_at:
        raise NotCancelled
    current.cancelled_at, current.cancelled_why = None, ""
    _count_change(current, at)
    current.save(update_fields=["cancelled_at", "cancelled_why", "changed_at", "change_count"])
    line("events.event_restored", current, by=by, at=at, seen=True, count=current.change_count)


@transaction.atomic
def delete_draft(*, by: Person, event: Event, at: datetime) -> None:
    """Throw away a draft nobody knows of."""
    allow(rules.may_delete_draft, by, event)
    current = hold(event)
    if current.published_at or current.registrations.exists() or current.invitations.exists():
        raise IsKnown
    line("events.draft_deleted", current, by=by, at=at)
    current.delete()


def hold(event: Event) -> Event:
    """The event as it stands now, kept from others until the act is over."""
    return Event.objects.select_for_update(of=("self",)).select_related("place", "project").get(pk=event.pk)


def mark_changed(event: Event, told: Mapping[str, list[Any]], at: datetime) -> bool:
    """Give an event its *changed* mark if people know of it and something they go by is another; not saved yet."""
    if not told or event.is_draft or event.cancelled_at or event.ends_at <= at:
        return False
    _count_change(event, at)
    return True


def free_slug(title: Any, starts_at: datetime) -> str:
    """An address word from title and year that no event has yet; ending in a year it is no word of the room's own."""
    year = str(clock.local_day(starts_at).year)
    words = slugify(fold(in_languages(title).in_language("lv")))[:LONGEST_SLUG].strip("-") or "notikums"
    wanted = words if words.endswith(f"-{year}") else f"{words}-{year}"
    taken = set(Event.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _count_change(event: Event, at: datetime) -> None:
    event.changed_at, event.change_count = at, event.change_count + 1


def _take(event: Event, details: Details) -> None:
    for name in facts.LINES:
        if name in details:
            setattr(event, name, details[name])
    event.title, event.summary = in_languages(event.title), in_languages(event.summary)
    if event.ends_at <= event.starts_at:
        raise EndsBeforeItBegins


def _insist_on_their_own(by: Person, organisers: Sequence[Organisation]) -> None:
    if not coordinates(by) and not any(capacity(by, each) for each in organisers):
        raise NotTheirOrganisation


def _insist_room_for_all(event: Event) -> None:
    seated = event.attendances.filter(seat=Seat.ACCEPTED)
    online, count = seated.filter(online=True).count(), seated.count()
    if event.capacity is None or not online or count <= event.capacity:
        return
    said = ngettext(
        "%(online)s person takes part online; with them %(count)s people would need one of %(seats)s seats. "
        "Raise the number of seats first, or leave the event partly online.",
        "%(online)s people take part online; with them %(count)s people would need one of %(seats)s seats. "
        "Raise the number of seats first, or leave the event partly online.",
        online,
    )
    raise TooManyForTheRoom(said % {"online": online, "count": count, "seats": event.capacity})


def _told(before: Mapping[str, Any], changes: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """What of the changes concerns those who come; times all together, for only so they can be said in words."""
    told = {name: pair for name, pair in changes.items() if name in facts.TOLD}
    if any(name in told for name in facts.TIMES):
        told |= {name: changes.get(name, [before[name], before[name]]) for name in facts.TIMES}
    return _unsaid(told)


def _unsaid(changes: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The address of an online meeting is for those who come, not for the journal."""
    return {
        name: [bool(old), bool(new)] if name == "online_url" else [old, new] for name, (old, new) in changes.items()
    }


def _met(event: Event, details: Details, seen: int) -> dict[str, Any]:
    """The details without those lines that only others changed; both changed one line: somebody has to choose."""
    before, now, said = facts.said_before(event, seen), facts.facts_of(event), facts.plain(details)
    before.pop("online_url", None)
    conflicts = {name: now[name] for name, old in before.items() if name in said and said[name] not in (old, now[name])}
    if conflicts:
        raise ChangedMeanwhile(conflicts, facts.changes_seen(event))
    return {name: value for name, value in details.items() if name not in before or said.get(name) != before[name]}
