"""What becomes of each row: new, the same, a change, unclear, wrong or left out; and why."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from savienojums.core.said import Said
from savienojums.core.said import gettext_noop as _
from savienojums.network.matching.likeness import Index, Known, Likeness, Places
from savienojums.network.matching.names import full_name, site_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NEW, SAME, CHANGED, UNCLEAR, WRONG, SKIPPED = "new", "same", "changed", "unclear", "wrong", "skipped"
AS_NEW, LEAVE_OUT = "new", "skip"
SAME_POINT = 0.000_05
_ADDRESSES = frozenset({"website", "source_url"})
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("’‘‚‛′`´", "'"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that was read: its values, whether a cell stops it or leaves a doubt, and what a person decided."""

    number: int
    values: Mapping[str, Any]
    is_wrong: bool = False
    is_doubtful: bool = False
    place_is_open: bool = False
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fate of a row; `key` is the organisation it speaks of, `changes` old and new value of each field."""

    number: int
    fate: str
    key: str = ""
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reasons: tuple[Said, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    double_of: int = 0


@dataclass(slots=True)
class Court:
    """Judges rows one after another; only rows that speak of one organisation depend on their order."""

    known: dict[str, Known]
    index: Index
    places: Places
    generic: frozenset[str]
    rows: Index
    stated: dict[str, tuple[int, dict[str, Any]]]

    def verdict(self, row: Candidate) -> Verdict:
        """What becomes of this row."""
        if row.is_wrong:
            return Verdict(row.number, WRONG)
        likenesses = self._likenesses(row)
        if row.decision == LEAVE_OUT:
            return Verdict(row.number, SKIPPED, likenesses=likenesses)
        if row.place_is_open or (row.is_doubtful and not row.decision):
            return Verdict(row.number, UNCLEAR, likenesses=likenesses)
        key, doubts = self._meant(row, likenesses)
        if doubts:
            return Verdict(row.number, UNCLEAR, reasons=doubts, likenesses=likenesses)
        verdict = self._change(row, key) if key else self._addition(row)
        return replace(verdict, likenesses=likenesses)

    def _likenesses(self, row: Candidate) -> tuple[Likeness, ...]:
        page = row.values.get("page", "")
        if page in self.known:
            return (Likeness(page, certain=True, reasons=(Said(_SAME_PAGE),)),)
        return tuple(self.index.likenesses(row.values, self.generic)[:5])

    def _meant(self, row: Candidate, likenesses: Sequence[Likeness]) -> tuple[str, tuple[Said, ...]]:
        """The organisation the row speaks of ("" for a new one), or why that cannot be told."""
        if row.decision == AS_NEW:
            return "", self._number_is_taken(row, "")
        if row.decision in self.known:
            return row.decision, self._number_is_taken(row, row.decision)
        certain = [like.key for like in likenesses if like.certain]
        if len(certain) == 1:
            return certain[0], self._number_is_taken(row, certain[0])
        if certain:
            return "", (Said(_SEVERAL_MEANT),)
        return ("", (Said(_PROBABLY_KNOWN),)) if likenesses else ("", ())

    def _number_is_taken(self, row: Candidate, key: str) -> tuple[Said, ...]:
        number = row.values.get("registration_number", "")
        others = [one for one in self.index.by["number"].get(number, ()) if one.key != key] if number else []
        return (Said(_NUMBER_TAKEN, {"number": number, "name": others[0].values["name"]}),) if others else ()

    def _change(self, row: Candidate, key: str) -> Verdict:
        """Several rows may speak of one organisation as long as they do not contradict each other."""
        first, stated = self.stated.setdefault(key, (row.number, {}))
        if _contradict(stated, row.values, self.places):
            return Verdict(row.number, UNCLEAR, key, reasons=(Said(_ALSO_IN_ROW, {"row": first}),), double_of=first)
        now = {**self.known[key].values, **stated}
        changes = changes_of(now, row.values, self.places)
        stated |= {name: new for name, (_old, new) in changes.items()}
        for name, value in row.values.items():
            stated.setdefault(name, value)
        if changes or first == row.number:
            return Verdict(row.number, CHANGED if changes else SAME, key, changes)
        return Verdict(row.number, SAME, key, reasons=(Said(_SAME_AS_ROW, {"row": first}),), double_of=first)

    def _addition(self, row: Candidate) -> Verdict:
        if not row.values.get("kind"):
            return Verdict(row.number, WRONG, reasons=(Said(_KIND_MISSING),))
        double = next(iter(self.rows.likenesses(row.values, self.generic)), None)
        earlier = self.rows.by["page"][double.key][0].values if double else {}
        if double is None or (row.decision == AS_NEW and not _share_number(earlier, row.values)):
            self.rows.add(Known(str(row.number), row.values))
            return Verdict(row.number, NEW)
        first = int(double.key)
        if double.certain and not changes_of(earlier, row.values, self.places):
            return Verdict(row.number, SAME, reasons=(Said(_SAME_AS_ROW, {"row": first}),), double_of=first)
        reasons = (Said(_ALSO_IN_ROW, {"row": first}), *double.reasons)
        return Verdict(row.number, UNCLEAR, reasons=reasons, double_of=first)


def judged(rows: Sequence[Candidate], known: Iterable[Known], places: Places) -> list[Verdict]:
    """The fate of every row against everything that is known, in the order of the rows."""
    by_key = {one.key: one for one in known}
    generic = _generic(rows, by_key.values())
    court = Court(by_key, Index(by_key.values(), places), places, generic, Index((), places), {})
    return [court.verdict(row) for row in rows]


def changes_of(old: Mapping[str, Any], new: Mapping[str, Any], places: Places) -> dict[str, tuple[Any, Any]]:
    """What the new values would change; an empty one changes nothing, nor does one that only says less."""
    changes = {}
    for name, value in new.items():
        if name == "page" or value in ("", None, []) or _same(name, old, value, places):
            continue
        changes[name] = (old.get(name), value)
    if changes.keys() & {"lat", "lon"}:
        changes |= {name: (old.get(name), new[name]) for name in ("lat", "lon")}
    return changes


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any], places: Places) -> bool:
    """Whether two rows about one organisation say different things of it."""
    common = {name: value for name, value in other.items() if name in one and name != "page"}
    if "place" in common and places.agree(one["place"], common["place"]):
        del common["place"]
    return bool(changes_of(one, common, places))


def _same(name: str, old: Mapping[str, Any], value: Any, places: Places) -> bool:
    was: Any = old.get(name)
    if name == "place":
        return bool(was) and (was == value or places.is_vaguer(value, was))
    if was in ("", None, []):
        # A page shows the words of another language where those of its own are missing; so does its export.
        return name.startswith("summary_") and any(_text(value) == _text(old.get(one, "")) for one in _SUMMARIES)
    if name in {"lat", "lon"}:
        return bool(abs(was - value) <= SAME_POINT)
    if name in _ADDRESSES:
        return site_key(was) == site_key(value)
    if isinstance(value, list):
        return sorted(was) == sorted(value)
    return _text(was) == _text(value) if isinstance(value, str) else bool(was == value)


def _text(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def _share_number(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    number = one.get("registration_number")
    return bool(number) and number == other.get("registration_number")


def _generic(rows: Iterable[Candidate], known: Iterable[Known]) -> frozenset[str]:
    """Names borne in several places, addresses that several rows share: by them alone nobody is recognised."""
    where: dict[str, set[str]] = defaultdict(set)
    shared: Counter[str] = Counter()
    for values in (one.values for one in known):
        where[full_name(values["name"])].add(values.get("place") or "")
    for row in rows:
        if "name" in row.values:
            where[full_name(row.values["name"])].add(row.values.get("place") or "")
            shared[site_key(row.values.get("website", ""))] += 1
            shared[row.values.get("contact_email", "").lower()] += 1
    names = {name for name, held in where.items() if len(held - {""}) > 2}
    return frozenset(names | {sign for sign, times in shared.items() if times > 1})


_SUMMARIES = ("summary_lv", "summary_en", "summary_ru")
_SAME_PAGE = _("The row names the page of this organisation.")
_SEVERAL_MEANT = _("Several organisations may be meant. Choose one of them, or take the row as a new one.")
_PROBABLY_KNOWN = _(
    "This may be an organisation that is in the register already. Choose it, or take the row as a new one."
)
_NUMBER_TAKEN = _(
    "The registration number %(number)s belongs to “%(name)s”. Correct the number or choose that organisation."
)
_KIND_MISSING = _(
    "The kind is missing; a new organisation needs one: for example association, library or community initiative group."
)
_SAME_AS_ROW = _("It says the same as row %(row)s.")
_ALSO_IN_ROW = _("Row %(row)s speaks of the same organisation. Leave one of them out or put both together in the file.")
