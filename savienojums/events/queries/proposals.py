"""Proposals of meetings, and how long they have waited for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from savienojums.core.clock import local_day
from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.events.models import Proposal

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models.minutes import ProposalQuerySet

STATES = ("waiting", "answered", "unsent")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom proposals went, and how many of them."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal, since how many days it waits, and whether the answer is overdue."""

    proposal: Proposal
    waits: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class ProposalList:
    """One page of proposals with what it can be narrowed by."""

    today: date
    state: str
    to: str
    counts: dict[str, int]
    addressees: list[Addressee]
    page: Page[ProposalRow]

    @property
    def counts_all(self) -> int:
        """How many there are in all states."""
        return self.counts[""]


def proposals_for(person: Person | None, at: datetime, state: str = "", to: str = "", page: str = "") -> ProposalList:
    """Proposals this person may know of: those that wait longest first, or as they were answered."""
    seen = Proposal.objects.visible_to(person)
    narrowed = seen.filter(_to(to)) if to else seen
    sets = {
        "": narrowed,
        "waiting": narrowed.filter(answered_on=None, sent_on__isnull=False),
        "answered": narrowed.filter(answered_on__isnull=False),
        "unsent": narrowed.filter(sent_on=None),
    }
    counts = {name: rows.count() for name, rows in sets.items()}
    state = state if state in STATES else ""
    number = page_number(page, counts[state])
    shown: Page[ProposalRow] = Page([], number, counts[state])
    order = (F("answered_on").desc(nulls_first=True), F("sent_on").asc(nulls_last=True), "pk")
    rows = sets[state].select_related("addressee", "event").order_by(*order)
    first = (number - 1) * shown.per_page
    shown.rows.extend(row_of(each, at) for each in rows[first : first + shown.per_page])
    return ProposalList(local_day(at), state, to, counts, _addressees(seen), shown)


def row_of(proposal: Proposal, at: datetime) -> ProposalRow:
    """A proposal as of that day."""
    today = local_day(at)
    return ProposalRow(proposal, proposal.waits(today), proposal.is_late(today))


def proposal_for(person: Person | None, public_id: str) -> Proposal:
    """The proposal, if this person may know of it."""
    found = Proposal.objects.visible_to(person).select_related("event__series", "addressee", "point")
    proposal = found.filter(public_id=public_id).first()
    if proposal is None:
        raise NotFound
    return proposal


def _to(key: str) -> Q:
    """Those to one addressee: the word of an organisation, or "name:" and how it is called."""
    if key.startswith("name:"):
        return Q(addressee=None, addressee_name=key.removeprefix("name:"))
    return Q(addressee__slug=key)


def _addressees(seen: ProposalQuerySet) -> list[Addressee]:
    rows = seen.values("addressee__slug", "addressee__name", "addressee_name")
    found: dict[str, Addressee] = {}
    for row in rows.annotate(n=Count("pk")).order_by("addressee__sort_name", "addressee_name"):
        key = row["addressee__slug"] or f"name:{row['addressee_name']}"
        count = row["n"] + (found[key].count if key in found else 0)
        found[key] = Addressee(key, row["addressee__name"] or row["addressee_name"], count)
    return list(found.values())
