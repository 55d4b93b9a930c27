"""A rule taken apart and put together again: what an editor does to its tree, step by step.

Pure core: no Django, no database, no clock. A rule is the plain tree that `rulebook` reads; a part is named by its
path ("0.1" is the second part of the first one, "" the whole). While it is edited the whole is always a group, so
that something can be put into it. Every step gives a new tree and leaves the old one as it was; a readable rule stays
readable (only a new group is empty until something is put into it), and what cannot be done is refused in a word.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from savienojums.support.rulebook import DEEPEST, MOST_PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Rule = dict[str, Any]
GROUPS = ("all", "any")
OTHER = {"all": "any", "any": "all"}


class CannotBeDone(ValueError):
    """This step leads nowhere; `word` says why."""

    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(word)


# --- as a whole -----------------------------------------------------------------


def opened(rule: Mapping[str, Any]) -> Rule:
    """A kept rule as it is edited: a group, empty if nothing is demanded."""
    if not rule or not isinstance(rule, dict):
        return {"all": []}
    return deepcopy(dict(rule)) if group_word(rule) else {"all": [deepcopy(dict(rule))]}


def closed(rule: Mapping[str, Any]) -> Rule:
    """The edited rule as it is kept; a group with nothing in it demands nothing."""
    return {} if group_word(rule) and not parts_of(rule) else deepcopy(dict(rule))


def pruned(rule: Mapping[str, Any]) -> Rule:
    """The rule without groups into which nothing was put yet, to be tried already now."""
    return _pruned(rule) or {}


def _pruned(part: Mapping[str, Any]) -> Rule | None:
    if word := group_word(part):
        inner = [kept for each in parts_of(part) if (kept := _pruned(each)) is not None]
        return {word: inner} if inner else None
    if "not" in part:
        kept = next((_pruned(each) for each in parts_of(part)), None)
        return None if kept is None else {"not": kept}
    return deepcopy(dict(part))


def walk(rule: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every part with its path, the whole first, then as one reads it."""
    yield path, rule
    for number, part in enumerate(parts_of(rule)):
        yield from walk(part, below(path, number))


def size(rule: Mapping[str, Any]) -> int:
    """How many parts there are."""
    return sum(1 for _each in walk(rule))


def depth(rule: Mapping[str, Any]) -> int:
    """How deep the deepest part lies."""
    return 1 + max(map(depth, parts_of(rule)), default=0)


# --- a part ---------------------------------------------------------------------


def group_word(part: Mapping[str, Any]) -> str:
    """The word of a group ("all" or "any"); nothing for what is no group."""
    return next((word for word in GROUPS if word in part), "")


def parts_of(part: Mapping[str, Any]) -> list[Rule]:
    """What lies directly in it."""
    word = group_word(part)
    inner = part[word] if word else [part["not"]] if "not" in part else []
    return [each for each in inner if isinstance(each, dict)] if isinstance(inner, list) else []


def below(path: str, number: int) -> str:
    """The path of a part's part."""
    return f"{path}.{number}" if path else str(number)


def above(path: str) -> str:
    """The path of what it lies in."""
    return path.rpartition(".")[0]


def at(rule: Mapping[str, Any], path: str) -> Rule:
    """The part of that path."""
    part = dict(rule)
    for number in _numbers(path):
        inner = parts_of(part)
        if number >= len(inner):
            raise CannotBeDone("no_part")
        part = dict(inner[number])
    return part


def _numbers(path: str) -> list[int]:
    steps = path.split(".") if path else []
    if len(steps) > 2 * DEEPEST or not all(step.isascii() and step.isdigit() and len(step) < 4 for step in steps):
        raise CannotBeDone("no_part")
    return [int(step) for step in steps]


# --- steps ----------------------------------------------------------------------


def add(rule: Rule, path: str, part: Mapping[str, Any]) -> Rule:
    """With a further part at the end of the group there."""

    def grown(group: Rule) -> Rule:
        if not (word := group_word(group)):
            raise CannotBeDone("no_group")
        return {word: [*group[word], deepcopy(dict(part))]}

    return _with(rule, path, grown)


def add_group(rule: Rule, path: str, word: str) -> Rule:
    """With a new empty group in the group there."""
    return add(rule, path, {_known(word): []})


def change(rule: Rule, path: str, part: Mapping[str, Any]) -> Rule:
    """With another condition instead of the one there."""
    if not path or parts_of(at(rule, path)) or group_word(at(rule, path)):
        raise CannotBeDone("no_condition")
    return _with(rule, path, lambda _old: deepcopy(dict(part)))


def remove(rule: Rule, path: str) -> Rule:
    """Without the part there, and without what would be left empty around it; the whole is emptied."""
    if not path:
        return {group_word(rule) or "all": []}
    at(rule, path)
    over = at(rule, above(path))
    if len(parts_of(over)) == 1:
        return remove(rule, above(path))
    return _within_group(rule, path, lambda inner, number: inner[:number] + inner[number + 1 :])


def negate(rule: Rule, path: str) -> Rule:
    """With the opposite of the part there; the opposite of an opposite is the part itself."""
    part = at(rule, path)
    if not path:
        if not parts_of(rule):
            raise CannotBeDone("nothing_there")
        return _fitting({"all": [{"not": deepcopy(rule)}]})
    if path and "not" in at(rule, above(path)):
        return _with(rule, above(path), lambda old: old["not"])
    return _with(rule, path, lambda old: old["not"] if "not" in part else {"not": old})


def wrap(rule: Rule, path: str, word: str) -> Rule:
    """With the part there in a group of its own, to which others can be added."""
    if not path and not parts_of(rule):
        raise CannotBeDone("nothing_there")
    return _with(rule, path, lambda old: {_known(word): [old]})


def dissolve(rule: Rule, path: str) -> Rule:
    """With the parts of the group there in its place."""
    part = at(rule, path)
    if not group_word(part) or not parts_of(part):
        raise CannotBeDone("no_group")
    if path and group_word(at(rule, above(path))):
        return _within_group(rule, path, lambda inner, number: inner[:number] + parts_of(part) + inner[number + 1 :])
    if len(parts_of(part)) != 1 or (not path and not group_word(parts_of(part)[0])):
        raise CannotBeDone("no_group_around")
    return _with(rule, path, lambda _old: parts_of(part)[0])


def switch(rule: Rule, path: str) -> Rule:
    """With "one is enough" where all were needed, and the other way round."""
    word = group_word(at(rule, path))
    if not word:
        raise CannotBeDone("no_group")
    return _with(rule, path, lambda old: {OTHER[word]: old[word]})


def move(rule: Rule, path: str, by: int) -> Rule:
    """With the part there one place further up or down in its group."""

    def moved(inner: list[Rule], number: int) -> list[Rule]:
        there = number + by
        if not 0 <= there < len(inner):
            raise CannotBeDone("no_place")
        inner[number], inner[there] = inner[there], inner[number]
        return inner

    at(rule, path)
    return _within_group(rule, path, moved)


# --- how steps are made -----------------------------------------------------------


def _with(rule: Rule, path: str, made: Callable[[Rule], Rule]) -> Rule:
    """The whole with something else at that path."""
    return _fitting(_put(deepcopy(rule), _numbers(path), made))


def _put(part: Rule, numbers: list[int], made: Callable[[Rule], Rule]) -> Rule:
    if not numbers:
        return made(part)
    inner = parts_of(part)
    if numbers[0] >= len(inner):
        raise CannotBeDone("no_part")
    inner[numbers[0]] = _put(inner[numbers[0]], numbers[1:], made)
    word = group_word(part)
    return {word: inner} if word else {"not": inner[0]}


def _within_group(rule: Rule, path: str, made: Callable[[list[Rule], int], list[Rule]]) -> Rule:
    """The whole with the parts of the group around that path put otherwise."""
    if not path or not group_word(at(rule, above(path))):
        raise CannotBeDone("no_group_around")
    number = _numbers(path)[-1]

    def put(group: Rule) -> Rule:
        word = group_word(group)
        return {word: made(list(group[word]), number)}

    return _with(rule, above(path), put)


def _fitting(rule: Rule) -> Rule:
    """The same, unless it has grown beyond what can be read."""
    if depth(rule) > DEEPEST:
        raise CannotBeDone("too_deep")
    if size(rule) > MOST_PARTS:
        raise CannotBeDone("too_many")
    return rule


def _known(word: str) -> str:
    if word not in GROUPS:
        raise CannotBeDone("no_group")
    return word


# --- steps by their word ------------------------------------------------------------

STEPS: dict[str, Callable[[Rule, str], Rule]] = {
    "remove": remove,
    "not": negate,
    "switch": switch,
    "dissolve": dissolve,
    "up": lambda rule, path: move(rule, path, -1),
    "down": lambda rule, path: move(rule, path, 1),
    "wrap-all": lambda rule, path: wrap(rule, path, "all"),
    "wrap-any": lambda rule, path: wrap(rule, path, "any"),
    "group-all": lambda rule, path: add_group(rule, path, "all"),
    "group-any": lambda rule, path: add_group(rule, path, "any"),
}


def step(word: str, path: str) -> Callable[[Rule], Rule]:
    """The step of that word on the part there."""
    if word not in STEPS:
        raise CannotBeDone("no_step")
    return lambda rule: STEPS[word](rule, path)


def place_after(word: str, path: str) -> str:
    """Where to look after a step: at the part itself, or at what it lay in."""
    if word == "remove":
        return above(path)
    if word in {"up", "down"} and path:
        return below(above(path), max(0, _numbers(path)[-1] + (1 if word == "down" else -1)))
    return path
