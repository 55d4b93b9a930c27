"""A sentence kept apart from its language: what it says and the words put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def gettext_noop(sentence: str) -> str:
    """The sentence as it is, marked for translators; named as Django's own mark, for cores that know no Django."""
    return sentence


class Said(NamedTuple):
    """A sentence in English and its words; the page tells it in the reader's language."""

    sentence: str
    words: Mapping[str, Any] = {}

    def told(self, translate: Callable[[str], str] = gettext_noop) -> str:
        """The whole sentence, in the language of the translation handed in."""
        return translate(self.sentence) % self.words if self.words else translate(self.sentence)
