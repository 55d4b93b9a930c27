"""What programs may ask of the Connection document: public measures, their rounds and deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.dateparse import parse_date

from savienojums.core import clock
from savienojums.core.refusal import NotFound
from savienojums.network.queries.api import named
from savienojums.network.queries.places import atlas
from savienojums.network.schemas import Named
from savienojums.support import schemas, sentences
from savienojums.support.kinds import DeadlineBy, PlaceBasis, ProviderKind, Recurrence
from savienojums.support.models import Measure, Provider
from savienojums.support.queries import deadlines
from savienojums.support.queries.cards import freshness
from savienojums.support.queries.catalogue import coming_deadlines, conditions_of, shelf, usual_of
from savienojums.support.queries.conditions import clause_of, rule_of
from savienojums.support.queries.measures import chosen_set, filters_of
from savienojums.support.queries.opportunities import opportunity_id

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from decimal import Decimal

    from django.http import QueryDict

    from savienojums.support.models import MeasureQuerySet, Round
    from savienojums.support.queries.catalogue import Coming
    from savienojums.support.queries.conditions import Clause
    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters

YEAR = timedelta(days=366)
MOST_YEARS = 3


def measures_between(asked: QueryDict, span: tuple[int, int], at: datetime) -> tuple[list[schemas.MeasureFacts], int]:
    """The public measures that the filter leaves, from the one place in the list up to the other; and how many."""
    filters = narrowed(asked)
    whole, chosen = chosen_set(filters, at)
    pks = whole.catalogue.members(chosen, filters.order, *span)
    rows = _rows().in_bulk(pks)
    return [schemas.MeasureFacts(**_facts(rows[pk], at)) for pk in pks if pk in rows], chosen.bit_count()


def narrowed(asked: QueryDict) -> Filters:
    """The filter an address asks for, as on the page of the list; besides, a provider."""
    filters = filters_of(asked)
    if slug := asked.get("provider"):
        pk = Provider.objects.filter(slug=slug).values_list("pk", flat=True).first()
        return replace(filters, chosen={**filters.chosen, "provider": frozenset({str(pk)})})
    return filters


def public_measure(slug: str, at: datetime) -> schemas.MeasureWhole:
    """Everything known of a measure, if everyone may read it; otherwise it does not exist."""
    measure = _public(slug, at)
    return schemas.MeasureWhole(
        **_facts(measure, at),
        who=schemas.WhoFacts(
            text=measure.who_text,
            forms_certain=measure.forms_certain,
            people_min=measure.people_min,
            people_for=measure.people_for,
            partners_min=measure.partners_min,
            partners_note=measure.partners_note,
        ),
        territory=schemas.TerritoryFacts(
            text=measure.places_text,
            basis=PlaceBasis(measure.place_basis) if measure.place_basis else None,
            certain=measure.places_certain,
            outside_region=measure.outside_region,
        ),
        conditions=conditions_of(measure),
        clauses=[_clause(clause_of(each)) for each in rule_of(measure)],
        partner_forms=measure.partner_forms,
        terms=_lines(measure.terms),
        how=_how(measure),
        notes=measure.notes,
        recurrence=Recurrence(measure.recurrence),
        usual_opening=measure.usual_opening or None,
        usual_deadlines=[f"{each.month:02}-{each.day:02}" for each in usual_of(measure, clock.local_day(at))],
        duration_months=measure.duration_months,
        applications_per_year=measure.applications_per_year,
        rounds=[_round(each, at) for each in measure.rounds.all()],
    )


def rounds_of(slug: str, at: datetime) -> list[schemas.RoundFacts]:
    """The rounds of a public measure, the newest first."""
    return [_round(each, at) for each in _public(slug, at).rounds.all()]


def deadlines_between(asked: QueryDict, span: tuple[int, int], at: datetime) -> tuple[list[schemas.DueFacts], int]:
    """Announced and expected deadlines of the measures the filter leaves, the soonest first; and how many."""
    today = clock.local_day(at)
    since = max(_day(asked, "since") or today, today - MOST_YEARS * YEAR)
    until = min(_day(asked, "until") or today + YEAR, today + MOST_YEARS * YEAR) + timedelta(days=1)
    within = deadlines.members(narrowed(asked), at)
    found = deadlines.announced(since, until, at, within) if since < until else []
    if asked.get("only") != "announced" and since < until:
        found += deadlines.expected(since, until, at, within)
    slugs = {pk: slug for slug, pk in shelf(at).slugs.items()}
    told = deadlines.in_order(found)
    return [_due(each, slugs[each.measure_pk]) for each in told[slice(*span)]], len(told)


def providers_between(span: tuple[int, int], at: datetime) -> tuple[list[schemas.ProviderFacts], int]:
    """Those who give support now, by name; and how many they are."""
    counts = shelf(at).catalogue.facets.get("provider", {})
    providers = Provider.objects.filter(pk__in=[int(pk) for pk in counts]).order_by("name")
    return [
        schemas.ProviderFacts(
            slug=each.slug,
            name=each.name,
            kind=ProviderKind(each.kind) if each.kind else None,
            website=each.website or None,
            measures=counts[str(each.pk)].bit_count(),
        )
        for each in providers[slice(*span)]
    ], len(counts)


def _public(slug: str, at: datetime) -> Measure:
    pk = shelf(at).slugs.get(slug)
    measure = _rows().filter(pk=pk).first() if pk else None
    if measure is None:
        raise NotFound
    return measure


def _rows() -> MeasureQuerySet:
    return Measure.objects.public().for_cards().with_places()


def _facts(measure: Measure, at: datetime) -> dict[str, Any]:
    """What a list tells of a measure."""
    today, standing = clock.local_day(at), measure.standing(at)
    return {
        "id": measure.public_id,
        "opportunity": opportunity_id(measure.public_id),
        "slug": measure.slug,
        "name": str(measure.name),
        "summary": str(measure.summary),
        "provider": Named(slug=measure.provider.slug, name=measure.provider.name),
        "kind": measure.kind,
        "other_kinds": measure.other_kinds,
        "standing": schemas.StandingFacts(value=standing, text=str(standing.label)),
        "deadline": _deadline(measure, next(iter(coming_deadlines(measure, at)), None), today),
        "sums": schemas.Sums(
            least=_sum(measure.amount_min),
            most=_sum(measure.amount_max),
            text=sentences.sums(measure.amount_min, measure.amount_max),
        ),
        "own_share": schemas.OwnShare(
            percent=_sum(measure.own_share_percent),
            above=_sum(measure.own_share_above),
            note=measure.own_share_note,
            text=sentences.own_share(measure.own_share_percent, measure.own_share_above),
        ),
        "legal_forms": measure.legal_forms,
        "themes": [Named(slug=each.slug, name=str(each)) for each in measure.themes.all()],
        "places": [named(atlas().by_pk.get(each.pk)) for each in measure.places.all() if each.pk in atlas().by_pk],
        "freshness": schemas.Freshness(
            checked_on=measure.checked_on,
            fresh=measure.is_fresh(today),
            text=freshness(measure.checked_on, today),
            source_url=measure.source_url or None,
            changed_at=measure.changed_at,
        ),
        "url": settings.SITE_URL + measure.get_absolute_url(),
    }


def _deadline(measure: Measure, coming: Coming | None, today: date) -> schemas.DeadlineFacts | None:
    if coming is None:
        return None
    hours = [each.closes_hour for each in measure.rounds.all() if each.closes_on == coming.on]
    if not coming.certain:
        hours = [each.hour for each in usual_of(measure, today) if each.next_after(today) == coming.on]
    return schemas.DeadlineFacts(
        day=coming.on, hour=_hour(next(filter(None, hours), None)), moment=coming.at, certain=coming.certain
    )


def _how(measure: Measure) -> schemas.HowFacts:
    return schemas.HowFacts(
        ways=measure.way_in,
        text=measure.way_in_text,
        annexes=_lines(measure.annexes),
        languages=measure.languages,
        where_to_ask=measure.ask_where,
        url=measure.url or None,
    )


def _round(each: Round, at: datetime) -> schemas.RoundFacts:
    return schemas.RoundFacts(
        id=each.public_id,
        name=each.name,
        opens_on=each.opens_on,
        closes_on=each.closes_on,
        closes_hour=_hour(each.closes_hour),
        closes_at=each.closes_at,
        deadline_by=DeadlineBy(each.deadline_by) if each.deadline_by else None,
        open=each.is_open(at),
        past=each.is_past(at),
        budget=_sum(each.budget),
        applied_count=each.applied_count,
        won_count=each.won_count,
        note=each.note,
        source_url=each.source_url or None,
    )


def _due(each: Deadline, slug: str) -> schemas.DueFacts:
    return schemas.DueFacts(
        day=each.on,
        hour=_hour(each.hour),
        moment=each.at,
        certain=each.certain,
        measure=Named(slug=slug, name=str(each.name)),
        provider=each.provider,
        round_name=each.round_name,
        past=each.past,
        url=settings.SITE_URL + each.url,
    )


def _clause(clause: Clause) -> schemas.ClauseFacts:
    return schemas.ClauseFacts(
        text=clause.text, quote=clause.says, where=clause.where, parts=[_clause(part) for part in clause.parts]
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sum(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _hour(hour: time | None) -> str | None:
    return f"{hour:%H:%M}" if hour else None


def _day(asked: QueryDict, name: str) -> date | None:
    said = asked.get(name)
    return parse_date(said) if said else None
