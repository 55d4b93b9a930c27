"""Proposals everyone may read: the shelf they stand on, narrowed, sorted, counted; those without an answer first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import pgettext

from savienojums.core.clock import local_day
from savienojums.core.marks import Kept
from savienojums.core.pages import Page, page_number
from savienojums.core.words import folded_keys
from savienojums.network.queries.places import atlas
from savienojums.voices.kinds import InitiativeKind, Outcome, State, Way
from savienojums.voices.models import Initiative, InitiativeAnswer, InitiativeComment, InitiativeSupport
from savienojums.voices.waiting import Age, age_of, usual

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from savienojums.core.records import Translated
    from savienojums.network.queries.places import Territory

MARKS = ("initiatives", "registry", "places")
STATES = ("waiting", *Outcome.values, "own")
ORDERS = ("waiting", "newest", "supported")
FACETS = ("state", "kind", "theme", "place", "to")
LONGEST_SEARCH, MOST_FOUND = 120, 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal as lists know it: what everyone may read, never an address."""

    pk: int
    number: int
    public_id: str
    kind: str
    title: str
    text: str
    language: str
    author: str
    way: str
    asked_at: datetime
    shown_at: datetime | None
    place_id: int | None
    lat: float | None
    lon: float | None
    to_key: str
    to: str
    is_example: bool
    # The slugs of its themes, and their names in all languages: the shelf is one for all readers.
    themes: tuple[tuple[str, Translated], ...] = ()
    outcome: str = ""
    first_answered_at: datetime | None = None
    answered_at: datetime | None = None
    web: int = 0
    signed: int = 0
    comments: int = 0
    stems: frozenset[str] = frozenset()
    title_stems: frozenset[str] = frozenset()

    @property
    def supporters(self) -> int:
        """Everybody who stands behind it."""
        return self.web + self.signed

    @property
    def state(self) -> str:
        """Whether it waits, what was answered last, or that they do it themselves and ask nobody."""
        asks_nobody = self.kind == InitiativeKind.INITIATIVE and not self.to
        return self.outcome or ("own" if asks_nobody else "waiting")

    @property
    def moved_at(self) -> datetime:
        """When something happened to it last."""
        return self.answered_at or self.asked_at

    @property
    def place(self) -> Territory | None:
        """Where it belongs."""
        return atlas().by_pk.get(self.place_id or 0)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it stands on a map: its own point, else the middle of its place."""
        if self.lat is not None and self.lon is not None:
            return self.lat, self.lon
        place = self.place
        return None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)

    @property
    def outcome_words(self) -> str:
        """What was answered last, in words."""
        return str(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def state_words(self) -> str:
        """Its state in words."""
        waits, own = pgettext("proposal", "Waits for an answer"), pgettext("initiative", "They do it themselves")
        return self.outcome_words or {"waiting": waits, "own": own}[self.state]

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("initiative", args=[self.number])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for: one value a facet, words, an order."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    order: str = ORDERS[0]

    def query(self, **changes: str) -> str:
        """The parameters of the address."""
        told = {**self.chosen, "q": self.words, "order": self.order if self.order != ORDERS[0] else "", **changes}
        return urlencode({name: value for name, value in told.items() if value})

    def but(self, facet: str) -> Wanted:
        """The same without one facet."""
        return replace(self, chosen={name: value for name, value in self.chosen.items() if name != facet})


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal of a list, and for how long it has waited, if it does."""

    entry: Entry
    age: Age | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How the whole stands: what waits, what was answered and within how many days."""

    total: int
    waiting: int
    answered: int
    usual_days: int | None
    longest: Age | None
    longest_number: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of proposals."""

    wanted: Wanted
    counts: Counts
    page: Page[Row]
    hidden: int


def wanted_of(parameters: Mapping[str, str]) -> Wanted:
    """What the parameters of an address ask for; what we do not know is passed over."""
    chosen = {name: str(parameters.get(name, ""))[:200].replace("\0", "") for name in FACETS}
    if chosen["state"] not in STATES:
        chosen["state"] = ""
    if chosen["kind"] not in InitiativeKind.values:
        chosen["kind"] = ""
    words = " ".join(str(parameters.get("q", ""))[:LONGEST_SEARCH].replace("\0", " ").split())
    order = str(parameters.get("order", ""))
    told = {name: value for name, value in chosen.items() if value}
    return Wanted(told, words, order if order in ORDERS else ORDERS[0])


def shelf() -> tuple[Entry, ...]:
    """Every proposal that is shown and not joined to another; remembered until one of them changes."""
    return _SHELF.get()


def entries_of(wanted: Wanted) -> list[Entry]:
    """Those that are left, in their order."""
    found = [entry for entry in shelf() if _passes(entry, wanted)]
    if wanted.order == "supported":
        return sorted(found, key=lambda entry: (-entry.supporters, entry.asked_at, entry.pk))
    if wanted.order == "newest":
        return sorted(found, key=lambda entry: (entry.asked_at, entry.pk), reverse=True)
    # Without an answer and longest waiting first; then what was answered last.
    waiting = sorted((one for one in found if one.state == "waiting"), key=lambda one: (one.asked_at, one.pk))
    others = [one for one in found if one.state != "waiting"]
    return waiting + sorted(others, key=lambda one: (one.moved_at, one.pk), reverse=True)


def listing_of(wanted: Wanted, at: datetime, page: str = "") -> Listing:
    """One page of what is left, with what stands above it."""
    found, today = entries_of(wanted), local_day(at)
    number = page_number(page, len(found))
    shown: Page[Row] = Page([], number, len(found))
    first = (number - 1) * shown.per_page
    shown.rows.extend(row_of(entry, today) for entry in found[first : first + shown.per_page])
    return Listing(wanted, counts_of(shelf(), today), shown, _HIDDEN.get())


def row_of(entry: Entry, today: date) -> Row:
    """A proposal as of that day."""
    return Row(entry, None if entry.state != "waiting" else age_of(local_day(entry.asked_at), today))


def counts_of(entries: Iterable[Entry], today: date) -> Counts:
    """How many wait and were answered, and how long it took and takes."""
    entries = list(entries)
    waits = [
        age_of(local_day(one.asked_at), local_day(one.first_answered_at)).days
        for one in entries
        if one.first_answered_at
    ]
    waiting = [one for one in entries if one.state == "waiting"]
    oldest = min(waiting, key=lambda one: (one.asked_at, one.pk), default=None)
    longest = age_of(local_day(oldest.asked_at), today) if oldest else None
    return Counts(
        len(entries),
        len(waiting),
        len([one for one in entries if one.outcome]),
        usual(waits),
        longest,
        oldest.number if oldest else None,
    )


def similar_to(words: str, but: int | None = None, most: int = MOST_FOUND) -> list[Entry]:
    """Proposals that speak of the same: at least two words of the shorter title in common, or half of it."""
    asked = _stems(words)
    if not asked:
        return []
    scored = []
    for entry in shelf():
        if entry.pk == but or not entry.title_stems:
            continue
        common = len(asked & entry.title_stems)
        share = common / min(len(asked), len(entry.title_stems))
        if (common >= 2 and share >= 0.4) or (common and share >= 0.5):
            scored.append((common + share, -entry.number, entry))
    return [entry for *_score, entry in sorted(scored, key=lambda one: one[:2], reverse=True)[:most]]


def newest(limit: int) -> list[Entry]:
    """The newest ones, for the hub."""
    return sorted(shelf(), key=lambda entry: (entry.asked_at, entry.pk), reverse=True)[:limit]


def _passes(entry: Entry, wanted: Wanted) -> bool:
    for facet, value in wanted.chosen.items():
        if value not in values_of(entry, facet):
            return False
    return not wanted.words or frozenset(folded_keys(wanted.words)) <= entry.stems


def values_of(entry: Entry, facet: str) -> Iterable[str]:
    """Under which values of a facet it is found."""
    if facet == "theme":
        return [slug for slug, _name in entry.themes]
    if facet == "place":
        known = atlas()
        return [known.by_pk[pk].slug for pk in known.wholes_of(entry.place_id or 0)] if entry.place else []
    return [{"state": entry.state, "kind": entry.kind, "to": entry.to_key}[facet]]


def _stems(words: str) -> frozenset[str]:
    # Short words join others and say nothing.
    return frozenset(key for key in folded_keys(words) if len(key) > 3)


def _read() -> tuple[Entry, ...]:
    rows = Initiative.objects.shown().select_related("addressee").prefetch_related("themes")
    answers = _answers()
    supports, comments = supports_by_initiative(), _comments()
    return tuple(
        _entry(one, answers.get(one.pk, []), supports.get(one.pk, (0, 0)), comments.get(one.pk, 0)) for one in rows
    )


def _entry(one: Initiative, answers: list[tuple[str, datetime]], support: tuple[int, int], comments: int) -> Entry:
    themes = tuple((theme.slug, theme.name) for theme in one.themes.all())
    to_key = one.addressee.slug if one.addressee else f"name:{one.addressee_name}" if one.addressee_name else "nobody"
    words = f"{one.title} {one.text} {one.number} {one.to}"
    return Entry(
        one.pk, one.number, one.public_id, one.kind, one.title, one.text, one.language, one.author_name, one.way,
        one.asked_at, one.shown_at, one.place_id, one.lat, one.lon, to_key, one.to, one.is_example, themes,
        outcome=answers[-1][0] if answers else "", first_answered_at=answers[0][1] if answers else None,
        answered_at=answers[-1][1] if answers else None, web=support[0], signed=support[1], comments=comments,
        stems=frozenset(folded_keys(words)), title_stems=_stems(one.title),
    )  # fmt: skip


def _answers() -> dict[int, list[tuple[str, datetime]]]:
    found: dict[int, list[tuple[str, datetime]]] = {}
    for pk, outcome, at in InitiativeAnswer.objects.values_list("initiative_id", "outcome", "answered_at"):
        found.setdefault(pk, []).append((outcome, at))
    return found


def supports_by_initiative(pk: int | None = None) -> dict[int, tuple[int, int]]:
    """For each proposal its supporters on the web and on paper; who supported joined ones too counts once."""
    rows = InitiativeSupport.objects.counted()
    if pk is not None:
        rows = rows.filter(Q(initiative=pk) | Q(initiative__same_as=pk))
    main = rows.annotate(main=Coalesce("initiative__same_as_id", "initiative_id")).order_by().values("main")
    on_web = Count("key", distinct=True, filter=Q(way=Way.WEB))
    counted = main.annotate(web=on_web, signed=Sum("people", filter=~Q(way=Way.WEB)))
    return {row["main"]: (row["web"], row["signed"] or 0) for row in counted}


def _comments() -> dict[int, int]:
    rows = InitiativeComment.objects.filter(state=State.SHOWN).order_by().values("initiative_id")
    return {row["initiative_id"]: row["n"] for row in rows.annotate(n=Count("pk"))}


_SHELF: Kept[tuple[Entry, ...]] = Kept(_read, *MARKS)
_HIDDEN: Kept[int] = Kept(lambda: Initiative.objects.filter(state=State.HIDDEN).count(), *MARKS)
