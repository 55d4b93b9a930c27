"""What a Latvian dictionary knows of forms and their words, kept in six megabytes instead of forty."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from itertools import accumulate, takewhile

from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

MOST_READINGS = 16
_FORMS = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary
_PLAIN_LATVIAN = str.maketrans("āčēģīķļņōŗšūž", "acegiklnorsuz")


def lemma(form: str) -> str | None:
    """The word, in small letters, of which this is a form; common nouns go before names."""
    forms = _FORMS("lv")
    found = forms.get(form) or forms.get(form.capitalize())
    return found.lower() if found else None


@cache
def infinitives() -> frozenset[str]:
    """All verbs of the dictionary; reflexive ones without their ending (mācīties: mācīt)."""
    forms = _FORMS("lv")
    maybe = (form for form in forms if form.endswith(("t", "ties")))
    return frozenset(form.removesuffix("ies") for form in maybe if forms.get(form) == form)


class _PlainForms:
    """The forms, ordered by their letters without diacritics; one run of bytes, because memory is dear."""

    def __init__(self) -> None:
        forms = {form.lower() for form in _FORMS("lv") if not form.isascii()}
        # Some forms of the dictionary are Lithuanian or carry marks of intonation: nobody types those.
        plain = {form: letters for form in forms if (letters := self._plain(form)).isascii()}
        lines = [form.encode() for form in sorted(plain, key=plain.__getitem__)]
        self._text = b"\n".join(lines) + b"\n"
        self._starts = array("I", accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    @staticmethod
    def _plain(form: str) -> str:
        return form.translate(_PLAIN_LATVIAN)

    def _form(self, start: int) -> str:
        return self._text[start : self._text.index(b"\n", start)].decode()

    def written(self, letters: str) -> list[str]:
        """All forms that are written so without diacritics."""
        first = bisect_left(self._starts, letters, key=lambda start: self._plain(self._form(start)))
        candidates = (self._form(start) for start in self._starts[first : first + MOST_READINGS])
        return list(takewhile(lambda form: self._plain(form) == letters, candidates))


@cache
def _plain_forms() -> _PlainForms:
    return _PlainForms()


def written(letters: str) -> list[str]:
    """The forms with diacritics that are written so without them."""
    return _plain_forms().written(letters)
