"""What a room says of a kind of things that may be searched, so that one question can be asked of all rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.core.search import Question


@dataclass(frozen=True, slots=True)
class Hits:
    """The best things of one kind, each with the reason why it was found; how many there are; how one was understood."""

    rows: list[tuple[Any, Any]] = field(default_factory=list)
    total: int = 0
    more: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of things: how it is called, asked and shown; and, if it is in the index, how it comes there.

    `find(person, question, at, limit)` gives hits; the template shows them (as `hits`) under the title.
    """

    name: str
    title: StrOrPromise
    template: str
    find: Callable[[Any, Question, datetime, int], Hits]
    expected: Callable[[], int] | None = None
    index: Callable[[], None] | None = None
