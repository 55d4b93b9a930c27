"""What other sites ask of the Connection document in the words of CommonGrants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from savienojums.core import clock, search
from savienojums.core.marks import Kept
from savienojums.core.refusal import NotFound
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.support import sentences
from savienojums.support.commongrants import asking
from savienojums.support.commongrants import opportunity as say
from savienojums.support.kinds import MeasureKind, PlaceBasis, Recurrence, Standing
from savienojums.support.models import Measure, Provider
from savienojums.support.queries.catalogue import coming_deadlines, conditions_of, shelf, usual_of
from savienojums.support.queries.measures import usable_from

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.support.commongrants.asking import Known, Wanted
    from savienojums.support.models import Round
    from savienojums.support.queries.catalogue import Shelf

opportunity_id = say.opportunity_id
FACETS = {"kind": "kind", "theme": "theme", "legalForm": "form"}


@dataclass(frozen=True, slots=True)
class Stock:
    """All opportunities as a search knows them, the one changed last first."""

    all: list[Known]
    by_id: dict[str, int]


def opportunities_between(span: tuple[int, int], at: datetime) -> tuple[list[dict[str, Any]], int]:
    """The opportunities from the one place in the list up to the other, the one changed last first; and how many."""
    stock = _stock(at)
    return _told([each.pk for each in stock.all[slice(*span)]], at), len(stock.all)


def opportunity_for(asked: str, at: datetime) -> dict[str, Any]:
    """The opportunity with that id; otherwise there is none."""
    pk = _stock(at).by_id.get(asked.lower())
    if pk is None or not (told := _told([pk], at)):
        raise NotFound
    return told[0]


def opportunities_wanted(asked: Wanted, at: datetime) -> tuple[list[dict[str, Any]], int]:
    """The page of opportunities a search asks for; and how many it finds."""
    whole, found = shelf(at), None
    within = whole.catalogue.everything
    if asked.search:
        found = search.matching("measure", asked.search)
    if found is not None:
        within &= whole.catalogue.set_of(found)
    for name, having, values in asked.customs:
        held = _holding(whole, name, values)
        within &= held if having else ~held
    stock = _stock(at)
    all_known = stock.all
    if within != whole.catalogue.everything:
        left = set(whole.catalogue.members(within, "name"))
        all_known = [each for each in all_known if each.pk in left]
    chosen = asked.chosen(all_known)
    start = (asked.page - 1) * asked.size
    return _told([each.pk for each in chosen[start : start + asked.size]], at), len(chosen)


def _holding(whole: Shelf, name: str, values: list[str]) -> int:
    """Measures with one of these values; a territory means: open to somebody there."""
    if name in FACETS:
        return whole.catalogue.holding(FACETS[name], values)
    if name == "provider":
        slugs = [value for value in values if "\0" not in value]
        pks = Provider.objects.filter(slug__in=slugs).values_list("pk", flat=True)
        return whole.catalogue.holding("provider", map(str, pks))
    found = 0
    for place in filter(None, map(atlas().by_slug.get, values)):
        found |= usable_from(whole, place)
    return found


def _make(at: datetime) -> Stock:
    rows = Measure.objects.public().prefetch_related("rounds").order_by("-changed_at", "-pk")
    stock = [_known(each, at) for each in rows]
    return Stock(stock, {each.id: each.pk for each in stock})


_STOCK: Kept[Stock] = Kept(_make, "catalogue")


def _stock(at: datetime) -> Stock:
    return _STOCK.get(clock.local_day(at), shelf(at).good_until, of=(at,))


def _known(measure: Measure, at: datetime) -> Known:
    standing, current = measure.standing(at), current_round(measure, at)
    return asking.Known(
        pk=measure.pk,
        id=opportunity_id(measure.public_id),
        title=measure.sort_name,
        status=say.status(standing, "")["value"],
        modified=measure.changed_at,
        created=measure.created_at,
        closes_on=current.closes_on if current else None,
        closes_at=current.closes_at if current else None,
        total=current.budget if current else None,
        least=measure.amount_min,
        most=measure.amount_max,
        checked=measure.checked_on,
    )


def current_round(measure: Measure, at: datetime) -> Round | None:
    """The round that is open or comes next; of what is closed for good the last one."""
    if measure.standing(at) == Standing.CLOSED:
        return max(
            (each for each in measure.rounds.all() if each.closes_at),
            key=lambda each: each.closes_at or at,
            default=None,
        )
    return measure.open_round(at) or measure.coming_round(at)


def _told(pks: list[int], at: datetime) -> list[dict[str, Any]]:
    rows = Measure.objects.public().for_cards().with_places().in_bulk(pks)
    return [_opportunity(rows[pk], at) for pk in pks if pk in rows]


def _opportunity(measure: Measure, at: datetime) -> dict[str, Any]:
    current, standing = current_round(measure, at), measure.standing(at)
    sums = sentences.sums(measure.amount_min, measure.amount_max)
    share = sentences.own_share(measure.own_share_percent, measure.own_share_above)
    told = {
        "id": opportunity_id(measure.public_id),
        "title": str(measure.name),
        "status": say.status(standing, str(standing.label)),
        "description": str(measure.summary),
        "createdAt": say.moment(measure.created_at),
        "lastModifiedAt": say.moment(measure.changed_at),
    }
    return told | say.known(
        funding=say.known(
            details="; ".join(filter(None, [sums, share, measure.own_share_note])),
            totalAmountAvailable=say.money(current.budget) if current else None,
            minAwardAmount=say.money(measure.amount_min),
            maxAwardAmount=say.money(measure.amount_max),
        ),
        keyDates=_dates(measure, current, at),
        acceptedApplicantTypes=say.applicants(
            {form: str(LegalForm(form).label) for form in LegalForm.values if form in measure.legal_forms}
        ),
        source=iri_to_uri(measure.source_url or measure.url),
        customFields=say.custom(_own(measure, at)),
    )


def _dates(measure: Measure, current: Round | None, at: datetime) -> dict[str, Any]:
    today = clock.local_day(at)
    others = {}
    coming = next(iter(coming_deadlines(measure, at)), None)
    if coming and not coming.certain:
        hours = [each.hour for each in usual_of(measure, today) if each.next_after(today) == coming.on]
        others["expectedDeadline"] = say.day(
            _("Expected deadline"), coming.on, next(filter(None, hours), None),
            _("Not announced yet; the day is that of earlier years."),
        )  # fmt: skip
    return say.known(
        postDate=say.day(_("Opens"), current.opens_on) if current else None,
        closeDate=say.day(_("Deadline"), current.closes_on, current.closes_hour, _by(current)) if current else None,
        otherDates=others,
    )


def _by(current: Round) -> str:
    return str(current.get_deadline_by_display()) if current.deadline_by else ""


def _own(measure: Measure, at: datetime) -> dict[str, tuple[str, Any]]:
    """Our own facts: label and value by name."""
    today, lands = clock.local_day(at), atlas().by_pk
    places = [
        {"slug": lands[each.pk].slug, "name": str(lands[each.pk])} for each in measure.places.all() if each.pk in lands
    ]
    territory = say.known(
        places=places,
        details=measure.places_text,
        basis=str(PlaceBasis(measure.place_basis).label) if measure.place_basis else None,
    )
    return {
        "agency": (_("Provider"), {"name": measure.provider.name, "code": measure.provider.slug}),
        "supportKinds": (_("What it gives"), [str(MeasureKind(kind).label) for kind in measure.all_kinds()]),
        "costSharing": (_("Own share"), _share(measure)),
        "territory": (_("Territory"), territory),
        "themes": (_("Themes"), [str(theme) for theme in measure.themes.all()]),
        "conditions": (_("Conditions to judge oneself"), conditions_of(measure)),
        "applicantDetails": (_("Who may apply"), _applicant(measure)),
        "recurrence": (_("How often"), str(Recurrence(measure.recurrence).label)),
        "checkedOn": (_("Last checked"), measure.checked_on.isoformat() if measure.checked_on else None),
        "isFresh": (_("Checked within a year"), measure.is_fresh(today)),
        "additionalInfo": (
            _("Page"), {"url": settings.SITE_URL + measure.get_absolute_url(), "description": str(measure.name)},
        ),
    }  # fmt: skip


def _share(measure: Measure) -> dict[str, Any] | None:
    if measure.own_share_percent is None:
        return None
    return say.known(details=sentences.own_share(measure.own_share_percent, measure.own_share_above)) | {
        "isRequired": measure.own_share_percent > 0,
        "percentage": float(measure.own_share_percent),
    }


def _applicant(measure: Measure) -> dict[str, Any]:
    return say.known(
        details=measure.who_text,
        peopleMin=measure.people_min,
        partnersMin=measure.partners_min,
        partnersDetails=measure.partners_note,
    ) | ({"onlyThese": measure.forms_certain} if measure.legal_forms else {})
