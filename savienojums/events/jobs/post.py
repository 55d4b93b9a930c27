"""Many letters, one after another: a mailbox that refuses keeps nobody else waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

One = TypeVar("One")


def carry(each: Iterable[One], send: Callable[[One], object]) -> None:
    """Send to each; a refusal is told when all have had their turn, so that only those left are tried again."""
    refusal: OSError | None = None
    for one in each:
        try:
            send(one)
        except OSError as wrong:
            # Every refusal by a mail server is one.
            refusal = wrong
    if refusal:
        raise refusal
