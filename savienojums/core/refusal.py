"""What an act says when it will not be done: a state told in a sentence, not an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """The act was understood and is not done; the sentence says why and what to do."""

    sentence: StrOrPromise = ""

    def __init__(self, sentence: StrOrPromise = "") -> None:
        self.sentence = sentence or self.sentence
        super().__init__(self.sentence)


class NotAllowed(Refused):
    """This person may not do that; to them it looks as if it did not exist."""


class NotFound(Refused):
    """There is no such thing, or this person may not know of it."""


def allow(rule: Callable[..., bool], by: object, *about: Any) -> None:
    """Go on if the rule says yes; refuse otherwise. The first line of every act."""
    if not rule(by, *about):
        raise NotAllowed
