"""Rules as data: what an editor composed, read into conditions; and what is wrong with it.

Pure core: no Django, no database, no clock. A rule is a tree of plain values that JSON can hold:

    {"all": [rule, …]}   {"any": [rule, …]}   {"not": rule}
    {"is": kind, …what the kind needs…, "says": "the call's own sentence", "where": "point 4.2"}

Kinds and what they need (numbers are whole unless said otherwise; lists are not empty):

    form          forms: [legal form], certain: bool
    place         places: [address word], basis: "address" | "activity" | "spending" | "address_or_activity" | "", certain: bool
    people        least, of: [legal form] (empty: everybody)
    signatures    least
    partners      least
    age           least, most: months, one of them may be null
    share         least: per cent of the whole sum, as text ("12.5")
    sum           least, most: EUR as text, one of them may be null
    themes        themes: [address word]
    received      –  (not received already this year)
    applications  most: so many applications a year
    judged        text: a condition in words
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from savienojums.support import fit
from savienojums.support.composed import AllOf, AnyOf, Asked, Not, Stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from savienojums.support.fit import Condition

Rule = Mapping[str, Any]

MOST_PARTS = 60
DEEPEST = 5
LONGEST_TEXT = 1_000
LARGEST = 1_000_000
BASES = {"", "address", "activity", "spending", "address_or_activity"}


class WrongRule(ValueError):
    """This is no rule; `word` says why, `path` where ("0.1" is the second part of the first one)."""

    def __init__(self, word: str, path: str) -> None:
        self.word, self.path = word, path
        super().__init__(f"{word} at {path or 'the top'}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may speak of: places and themes by address word, legal forms; `name` begins the keys of its questions."""

    places: Mapping[str, int]
    themes: Mapping[str, int]
    forms: frozenset[str]
    name: str = ""


def read(rule: Rule, known: Known) -> Condition:
    """The condition a rule describes; raises `WrongRule` if it is none."""
    if _size(rule) > MOST_PARTS:
        raise WrongRule("too_many", "")
    return _read(rule, known, "", 1)


def demands(rule: Rule, known: Known) -> tuple[Condition, ...]:
    """The same as conditions of which every one has to be met; an empty rule demands nothing."""
    if not rule:
        return ()
    read_ = read(rule, known)
    return read_.parts if isinstance(read_, AllOf) else (read_,)


def _size(rule: Any) -> int:
    """How many parts there are, counted no further than needed."""
    waiting, count = [rule], 0
    while waiting and count <= MOST_PARTS:
        each = waiting.pop()
        count += 1
        if isinstance(each, Mapping):
            parts = each.get("all") or each.get("any") or []
            waiting += [*(parts if isinstance(parts, list) else []), *([each["not"]] if each.get("not") else [])]
    return count


def _read(rule: Any, known: Known, path: str, depth: int) -> Condition:
    if not isinstance(rule, Mapping):
        raise WrongRule("no_rule", path)
    if depth > DEEPEST:
        raise WrongRule("too_deep", path)
    for word, made in (("all", AllOf), ("any", AnyOf)):
        if word in rule:
            return made(_parts(rule[word], known, path, depth))
    if "not" in rule:
        return Not(_read(rule["not"], known, _below(path, 0), depth + 1))
    kind = rule.get("is")
    if not isinstance(kind, str) or kind not in KINDS:
        raise WrongRule("no_kind", path)
    condition = KINDS[kind](rule, known, path)
    says, where = _text(rule, "says", path), _text(rule, "where", path)
    return Stated(condition, says, where) if says or where else condition


def _parts(said: Any, known: Known, path: str, depth: int) -> tuple[Condition, ...]:
    if not isinstance(said, Sequence) or isinstance(said, str) or not said:
        raise WrongRule("empty_group", path)
    return tuple(_read(each, known, _below(path, number), depth + 1) for number, each in enumerate(said))


def _below(path: str, number: int) -> str:
    return f"{path}.{number}" if path else str(number)


# --- the kinds ------------------------------------------------------------------


def _form(rule: Rule, known: Known, path: str) -> Condition:
    return fit.FormIn(_words(rule, "forms", known.forms, path), certain=bool(rule.get("certain", True)))


def _place(rule: Rule, known: Known, path: str) -> Condition:
    basis = rule.get("basis", "")
    if not isinstance(basis, str) or basis not in BASES:
        raise WrongRule("no_basis", path)
    slugs = _words(rule, "places", known.places, path)
    return fit.PlaceWithin(frozenset(known.places[slug] for slug in slugs), basis, bool(rule.get("certain", True)))


def _people(rule: Rule, known: Known, path: str) -> Condition:
    of = _words(rule, "of", known.forms, path) if rule.get("of") else frozenset[str]()
    return fit.PeopleAtLeast(_number(rule, "least", path), of)


def _signatures(rule: Rule, _known: Known, path: str) -> Condition:
    return fit.SignaturesAtLeast(_number(rule, "least", path))


def _partners(rule: Rule, _known: Known, path: str) -> Condition:
    return fit.PartnersAtLeast(_number(rule, "least", path))


def _age(rule: Rule, _known: Known, path: str) -> Condition:
    least, most = _limits(rule, path, _number)
    return fit.AgeBetween(least, most)


def _share(rule: Rule, _known: Known, path: str) -> Condition:
    least = _decimal(rule, "least", path)
    if not 0 <= least <= 100:
        raise WrongRule("no_share", path)
    return fit.ShareAtLeast(least)


def _sum(rule: Rule, _known: Known, path: str) -> Condition:
    least, most = _limits(rule, path, _decimal)
    return Asked(fit.SumBetween(least, most))


def _themes(rule: Rule, known: Known, path: str) -> Condition:
    slugs = _words(rule, "themes", known.themes, path)
    return Asked(fit.ThemeAmong(frozenset(known.themes[slug] for slug in slugs)))


def _received(_rule: Rule, known: Known, path: str) -> Condition:
    return fit.Judged(_key(known, path), "", "received")


def _applications(rule: Rule, known: Known, path: str) -> Condition:
    return fit.Judged(_key(known, path), "", "applications", _number(rule, "most", path))


def _judged(rule: Rule, known: Known, path: str) -> Condition:
    text = _text(rule, "text", path).strip()
    if not text:
        raise WrongRule("no_text", path)
    return fit.Judged(_key(known, path), text)


KINDS: dict[str, Callable[[Rule, Known, str], Condition]] = {
    "form": _form, "place": _place, "people": _people, "signatures": _signatures, "partners": _partners, "age": _age,
    "share": _share, "sum": _sum, "themes": _themes, "received": _received, "applications": _applications,
    "judged": _judged,
}  # fmt: skip


def _key(known: Known, path: str) -> str:
    """How the answer to this question is remembered in an address."""
    return f"{known.name}.r{path.replace('.', '-') or '0'}"


def _words(rule: Rule, name: str, known: Iterable[str], path: str) -> frozenset[str]:
    said = rule.get(name)
    if not isinstance(said, list) or not said or not all(isinstance(each, str) for each in said):
        raise WrongRule(f"no_{name}", path)
    if not set(said) <= set(known):
        raise WrongRule(f"unknown_{name}", path)
    return frozenset(said)


def _number(rule: Rule, name: str, path: str) -> int:
    said = rule.get(name)
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= LARGEST:
        raise WrongRule("no_number", path)
    return said


def _decimal(rule: Rule, name: str, path: str) -> Decimal:
    try:
        said = Decimal(str(rule.get(name)))
    except InvalidOperation:
        raise WrongRule("no_sum", path) from None
    if not said.is_finite() or not 0 <= said <= 10**10:
        raise WrongRule("no_sum", path)
    return said


def _limits(rule: Rule, path: str, read_: Callable[[Rule, str, str], Any]) -> tuple[Any, Any]:
    """The smallest and the largest, of which one may be unknown."""
    least, most = (None if rule.get(name) in (None, "") else read_(rule, name, path) for name in ("least", "most"))
    if least is None and most is None:
        raise WrongRule("no_limit", path)
    if least is not None and most is not None and least > most:
        raise WrongRule("limits_swapped", path)
    return least, most


def _text(rule: Rule, name: str, path: str) -> str:
    said = rule.get(name, "")
    if not isinstance(said, str) or len(said) > LONGEST_TEXT:
        raise WrongRule("no_text", path)
    return said
