"""Statements with what was said of them, as pages show them: shares with intervals, by all and by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.voices.models import Conversation, Statement

# From here on a place in a list is called certain, or likely.
CERTAIN, LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Share:
    """What all, or one group, said of a statement; in whole percent, with the interval of those who agreed."""

    letter: str
    asked: int
    agree: int
    disagree: int
    passed: int
    low: int
    high: int

    @property
    def others_from(self) -> int:
        """Where the bar of those who disagreed begins."""
        return 100 - self.disagree

    @property
    def wide(self) -> int:
        """How wide the interval is."""
        return max(1, self.high - self.low)


@dataclass(frozen=True, slots=True)
class Row:
    """A statement and its shares; None stands where fewer people answered than may be shown."""

    statement: Statement
    whole: Share | None
    groups: tuple[Share | None, ...]

    @property
    def all_shares(self) -> list[Share]:
        """Everything that may be shown, groups first."""
        return [each for each in (*self.groups, self.whole) if each]


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement's place in a list: how sure it is, and what else is told of it there."""

    row: Row
    sure: str = ""
    agrees: bool = True
    share: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a map that still hold: statements hidden since are in none."""

    agreed: tuple[Listed, ...]
    rejected: tuple[Listed, ...]
    dividing: tuple[Listed, ...]
    # A group's letter and what stands for it.
    standing: tuple[tuple[str, tuple[Listed, ...]], ...]


def shown_statements(conversation: Conversation) -> dict[int, Statement]:
    """The statements that are shown now, by primary key, in their order."""
    return {each.pk: each for each in conversation.statements.shown().filter(same_as=None).order_by("number")}


def rows_of(told: Mapping[str, Any], statements: Mapping[int, Statement]) -> dict[int, Row]:
    """Every statement that is shown and was reckoned with, by primary key."""
    letters = letters_of(told)
    found = {}
    for pk, statement in statements.items():
        if (shares := told["shares"].get(str(pk))) is not None:
            whole, *groups = (_share(each, letter) for each, letter in zip(shares, ["", *letters], strict=True))
            found[pk] = Row(statement, whole, tuple(groups))
    return found


def letters_of(told: Mapping[str, Any]) -> list[str]:
    """The letters of the groups that are shown."""
    return [each["letter"] for each in told["groups"]]


def lists_shown(told: Mapping[str, Any], rows: Mapping[int, Row]) -> Lists:
    """The lists as pages show them."""
    lists = told["lists"]
    standing = zip(letters_of(told), lists["standing"], strict=True)
    return Lists(
        _listed(lists["agreed"], rows),
        _listed(lists["rejected"], rows),
        _listed(lists["dividing"], rows),
        tuple((letter, _listed(each, rows)) for letter, each in standing),
    )


def _listed(entries: Iterable[Mapping[str, Any]], rows: Mapping[int, Row]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            rows[each["statement"]],
            sure_of(each["certainty"]) if "certainty" in each else "",
            each.get("agrees", True),
            _percent(each.get("share", 0)),
            _percent(each.get("others", 0)),
        )
        for each in entries
        if each["statement"] in rows
    )


def sure_of(certainty: float) -> str:
    """A word for how sure a place in a list is."""
    if certainty >= CERTAIN:
        return "certain"
    return "likely" if certainty >= LIKELY else "open"


def _share(told: Mapping[str, Any] | None, letter: str) -> Share | None:
    if told is None:
        return None
    agree, low, high = (_percent(each) for each in told["agree"])
    disagree = _percent(told["disagree"][0])
    # Three rounded shares are a whole.
    disagree = min(disagree, 100 - agree)
    return Share(letter, told["n"], agree, disagree, 100 - agree - disagree, min(low, agree), max(high, agree))


def _percent(share: float) -> int:
    return int(100 * share + 0.5)
