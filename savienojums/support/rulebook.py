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
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from savienojums.support import fit
from savienojums.support.composed import AllOf, AnyOf, Asked, Not, Stated, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from savienojums.support.fit import Condition

Rule = Mapping[str, Any]

MOST_PARTS = 60
DEEPEST = 5
LONGEST_TEXT = 1_000
LARGEST = 1_000_000
BASES = {"", "address", "activity", "spending", "address_or_activity"}
# So many imagined applicants are tried when a rule is looked through for contradictions.
MOST_TRIED = 20_000


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
    if basis not in BASES:
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
    least, most = (None if rule.get(name) in {None, ""} else read_(rule, name, path) for name in ("least", "most"))
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


# --- contradictions ---------------------------------------------------------------


def possible(conditions: Sequence[Condition]) -> frozenset[fit.Answer]:
    """Which answers anybody could get who has said everything, by trying applicants on both sides of each limit.

    Only {NO} means that the conditions contradict each other; only {YES} that they demand nothing. Where more than
    `MOST_TRIED` applicants would be needed nothing is ruled out.
    """
    wanted = _candidates(tuple(leaves(conditions)))
    if prod(len(values) for values in wanted.values()) > MOST_TRIED:
        return frozenset(fit.Answer)
    found: set[fit.Answer] = set()
    for values in product(*wanted.values()):
        found.add(fit.judged_by(conditions, _applicant(dict(zip(wanted, values, strict=True)))))
        if len(found) == len(fit.Answer):
            break
    return frozenset(found)


def _applicant(said: dict[str, Any]) -> fit.Applicant:
    keys = {name.removeprefix("judged:"): said.pop(name) for name in [*said] if name.startswith("judged:")}
    return fit.Applicant(**said, judged=keys)


def _candidates(parts: tuple[Condition, ...]) -> dict[str, list[Any]]:
    """For each thing an applicant may say the values on both sides of every limit."""
    wanted: dict[str, set[Any]] = {"form": {""}, "places": {frozenset()}, "themes": {frozenset()}}
    for part in parts:
        for name, value in _sides(part):
            wanted.setdefault(name, set()).add(value)
    return {name: sorted(values, key=str) for name, values in wanted.items()} | {"elsewhere": [frozenset()]}


def _sides(part: Condition) -> Iterator[tuple[str, Any]]:
    match part:
        case fit.FormIn(forms=forms):
            yield from (("form", form) for form in forms)
        case fit.PlaceWithin(places=places):
            yield from (("places", frozenset({place})) for place in places)
        case fit.ThemeAmong(themes=themes):
            yield from (("themes", frozenset({theme})) for theme in themes)
        case fit.Judged(key=key):
            yield from ((f"judged:{key}", met) for met in (True, False))
        case fit.SumBetween() | fit.AgeBetween():
            name = "amount" if isinstance(part, fit.SumBetween) else "age"
            for limit in (part.least, part.most):
                yield from ((name, limit + step) for step in (-1, 0, 1) if limit is not None)
        case _:
            yield from _around(part)


def _around(part: Condition) -> Iterator[tuple[str, Any]]:
    names = {
        fit.PeopleAtLeast: "people", fit.SignaturesAtLeast: "signatures", fit.PartnersAtLeast: "partners",
        fit.ShareAtLeast: "share",
    }  # fmt: skip
    if name := names.get(type(part)):
        least = getattr(part, "least", 0)
        yield from ((name, least), (name, least - 1))
        if isinstance(part, fit.PeopleAtLeast):
            yield from (("form", form) for form in part.of_forms)
