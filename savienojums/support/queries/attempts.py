"""What organisations want to try: their own lists for those who act for them, mere numbers for everybody else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.marks import Kept
from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.network.models import Organisation
from savienojums.network.queries.organisations import organisations_of
from savienojums.network.rules import coordinates
from savienojums.support.kinds import AttemptStatus, Status
from savienojums.support.models import Attempt, AttemptNote
from savienojums.support.models.attempts import BEFORE_DEADLINE, DECIDED, OPEN
from savienojums.support.odds import Outcome, cut, enough
from savienojums.support.queries.catalogue import shelf

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.support.models import Measure, Round
    from savienojums.support.models.attempts import AttemptQuerySet

SHOWN = ("open", "won", "over", "all")
MOST_REMINDED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What everybody may know of the attempts for one measure."""

    trying: int = 0
    named: tuple[tuple[str, str], ...] = ()
    decided: int = 0
    won: int = 0
    cut: int | None = None


NOTHING = Known()


def known_of(measure_pk: int) -> Known:
    """The numbers of one measure; a number below the privacy limit is no number."""
    return _KNOWN.get().get(measure_pk, NOTHING)


def _read_known() -> dict[int, Known]:
    """The numbers of all measures; three queries at most, and none until something changes."""
    columns = ("measure_id", "organisation_id", "status", "sum_asked", "sum_granted", "may_be_named")
    rows = Attempt.objects.filter(status__in=[*OPEN, *DECIDED], organisation__archived_at=None).values_list(*columns)
    trying: dict[int, set[int]] = defaultdict(set)
    named: dict[int, set[int]] = defaultdict(set)
    decided: dict[int, list[Outcome]] = defaultdict(list)
    for measure, organisation, status, asked, granted, may_be_named in rows:
        if status in DECIDED:
            decided[measure].append(Outcome(organisation, status == AttemptStatus.WON, asked, granted))
            continue
        trying[measure].add(organisation)
        if may_be_named:
            named[measure].add(organisation)
    names = _names(set().union(*named.values()))
    return {
        pk: _known(trying[pk], sorted(names[each] for each in named[pk] & names.keys()), decided[pk])
        for pk in {*trying, *decided}
    }


_KNOWN: Kept[dict[int, Known]] = Kept(_read_known, "attempts", "registry")


def _names(pks: set[int]) -> dict[int, tuple[str, str]]:
    rows = Organisation.objects.public().filter(pk__in=pks) if pks else Organisation.objects.none()
    return {each.pk: (each.name, each.slug) for each in rows}


def _known(trying: set[int], named: list[tuple[str, str]], outcomes: list[Outcome]) -> Known:
    told = Known(trying=enough(len(trying)), named=tuple(named))
    if not enough(len({each.organisation for each in outcomes})):
        return told
    return replace(told, decided=len(outcomes), won=sum(each.won for each in outcomes), cut=cut(outcomes))


@dataclass(frozen=True, slots=True)
class Trying:
    """What stands on the page of a measure: one's own attempts, whether one may begin, numbers of others."""

    own: list[Attempt]
    may_begin: bool
    known: Known
    is_over: bool


def trying_of(person: Person | None, measure: Measure) -> Trying:
    """One's own attempts for a measure, and the numbers of all."""
    known, is_over = known_of(measure.pk), measure.status == Status.CLOSED
    if person is None:
        return Trying([], may_begin=False, known=known, is_over=is_over)
    acts_for = organisations_of(person)
    mine = (
        Attempt.objects.filter(organisation__in=acts_for, measure=measure).open()
        if acts_for
        else Attempt.objects.none()
    )
    own = list(mine.whole())
    # Who has begun for every organisation of theirs finds it there; a second round is chosen on its page.
    may_begin = coordinates(person) or len({each.organisation_id for each in own}) < len(acts_for)
    return Trying(own, may_begin=may_begin and not is_over, known=known, is_over=is_over)


def rounds_to_try(measure: Measure, at: datetime, chosen: Round | None = None) -> list[Round]:
    """The rounds that are open or to come, the nearest first, and the one that was chosen once."""
    ahead = [each for each in measure.rounds.all() if not each.is_past(at) and (each.opens_on or each.closes_on)]
    if chosen and chosen not in ahead:
        ahead.append(chosen)
    return sorted(ahead, key=lambda each: (each.closes_at is None, each.closes_at or at))


def organisations_to_try_for(person: Person) -> list[Organisation]:
    """Those one acts for; for a region coordinator all that are public."""
    if coordinates(person):
        return list(Organisation.objects.public())
    return organisations_of(person)


@dataclass(frozen=True, slots=True)
class Row:
    """One attempt in a list, with the deadline it waits for."""

    attempt: Attempt
    deadline: datetime | None
    hour_known: bool
    expected: bool


@dataclass(frozen=True, slots=True)
class Attempts:
    """A page of attempts, and how the list may be narrowed."""

    page: Page[Row]
    shown: str
    counts: dict[str, int]
    organisations: list[Organisation]
    organisation: str = ""

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """The lists one may choose, in words, with their sizes."""
        words = {
            "open": _("going on"),
            "won": _("supported"),
            "over": _("not supported or dropped"),
            "all": _("all of them"),
        }
        return [(name, words[name], self.counts[name]) for name in SHOWN]


def attempts_for(person: Person, at: datetime, *, shown: str = "", organisation: str = "", page: str = "") -> Attempts:
    """The attempts this person may see, those changed last first."""
    whole = Attempt.objects.visible_to(person)
    if organisation:
        whole = whole.filter(organisation__slug=organisation)
    lists = {name: _narrowed(whole, name) for name in SHOWN}
    statuses = list(whole.order_by().values_list("status", flat=True))
    counts = {name: sum(status in _statuses(name) for status in statuses) for name in SHOWN}
    shown = shown if shown in SHOWN else next((name for name in SHOWN if counts[name]), "open")
    number = page_number(page, counts[shown])
    rows = lists[shown].whole()[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Attempts(
        page=Page([row_of(each, at) for each in rows], number, counts[shown]),
        shown=shown,
        counts=counts,
        organisations=organisations_of(person),
        organisation=organisation,
    )


def rows_for(person: Person, at: datetime, *, organisation: str = "") -> list[Row]:
    """All attempts this person may see, for a table."""
    whole = Attempt.objects.visible_to(person).whole()
    if organisation:
        whole = whole.filter(organisation__slug=organisation)
    return [row_of(each, at) for each in whole]


def _statuses(shown: str) -> tuple[str, ...]:
    return {
        "open": OPEN,
        "won": (AttemptStatus.WON,),
        "over": (AttemptStatus.LOST, AttemptStatus.DROPPED),
    }.get(shown, tuple(AttemptStatus.values))


def _narrowed(whole: AttemptQuerySet, shown: str) -> AttemptQuerySet:
    return whole.filter(status__in=_statuses(shown))


def row_of(attempt: Attempt, at: datetime) -> Row:
    """An attempt with the deadline of its round, else the next one of its measure."""
    if attempt.status not in BEFORE_DEADLINE:
        return Row(attempt, None, hour_known=False, expected=False)
    own = attempt.round
    if own and own.closes_at:
        return Row(attempt, own.closes_at, hour_known=own.closes_hour is not None, expected=False)
    coming = next(iter(shelf(at).coming.get(attempt.measure_id, [])), None)
    if coming is None:
        return Row(attempt, None, hour_known=False, expected=False)
    hour_known = coming.at != clock.end_of(coming.on)
    return Row(attempt, coming.at, hour_known=hour_known, expected=not coming.certain)


def attempt_for(person: Person, public_id: str) -> Attempt:
    """The attempt, if this person may see it; otherwise it does not exist."""
    if attempt := Attempt.objects.visible_to(person).whole().filter(public_id=public_id).first():
        return attempt
    raise NotFound


def notes_of(attempt: Attempt) -> list[AttemptNote]:
    """What colleagues wrote beside it, the newest first."""
    return list(attempt.notes.select_related("by", "attempt__organisation"))


def note_for(person: Person, attempt: Attempt, public_id: str) -> AttemptNote:
    """One's own note; those of others cannot be taken away."""
    note = attempt.notes.select_related("attempt__organisation", "attempt__measure").filter(
        public_id=public_id, by=person
    )
    if found := note.first():
        return found
    raise NotFound


def people_of(organisation: Organisation) -> list[Person]:
    """Those who act for it and could lead an attempt."""
    held = organisation.memberships.filter(until=None, person__is_active=True).select_related("person")
    found = {each.person_id: each.person for each in held}
    if organisation.caretaker_id and organisation.caretaker:
        found.setdefault(organisation.caretaker_id, organisation.caretaker)
    return sorted(found.values(), key=lambda each: each.name)


def open_of(organisations: list[Organisation], at: datetime) -> list[Row]:
    """Everything these organisations have taken up and nobody knows yet how it ends, those changed last first."""
    if not organisations:
        return []
    return [row_of(each, at) for each in Attempt.objects.filter(organisation__in=organisations).open().whole()]


def near_of(rows: list[Row], at: datetime, within_days: int = 30) -> list[Row]:
    """Those of them whose deadline is near, the nearest first."""
    ahead = [row for row in rows if row.deadline and row.deadline >= at]
    near = [row for row in ahead if _days_to(row, clock.local_day(at)) <= within_days]
    return sorted(near, key=lambda row: row.deadline or at)[:MOST_REMINDED]


def _days_to(row: Row, today: date) -> int:
    return (clock.local_day(row.deadline) - today).days if row.deadline else 0


def days_to(row: Row, at: datetime) -> int:
    """How many days are left until its deadline."""
    return _days_to(row, clock.local_day(at))
