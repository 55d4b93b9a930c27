"""Whether the phases of a conversation can stand beside each other; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class Lasting(Protocol):
    """Anything that opens and closes."""

    opens_at: datetime
    closes_at: datetime


Kind = TypeVar("Kind", bound=Lasting)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when; the last moment does not belong to it."""

    opens_at: datetime
    closes_at: datetime


def meet(one: Lasting, other: Lasting) -> bool:
    """Whether there is a moment that belongs to both; one may begin when the other ends."""
    return one.opens_at < other.closes_at and other.opens_at < one.closes_at


def in_the_way(wanted: Lasting, others: Iterable[Kind]) -> Kind | None:
    """The first of the others that shares a moment with the wanted one."""
    return next((each for each in others if meet(wanted, each)), None)


def next_after(phases: Sequence[Kind], at: datetime) -> Kind | None:
    """The phase that opens next after this moment."""
    return min((each for each in phases if each.opens_at > at), key=lambda each: each.opens_at, default=None)
