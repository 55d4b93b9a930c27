"""Residents' proposals that answer a question, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.rich import without_contacts
from savienojums.core.search import Text
from savienojums.core.search_shown import Field, Reason, reason_of
from savienojums.journal.queries import line_of
from savienojums.voices.models import Initiative

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from savienojums.core.search import Question

NAMES = {
    "title": pgettext_lazy("proposal", "What is proposed"),
    "text": pgettext_lazy("proposal", "Why"),
    "place": _("Place"),
    "themes": _("Themes"),
    "answers": pgettext_lazy("proposal", "The answer"),
}


def shown_pks() -> list[int]:
    """Those everyone may read."""
    return list(Initiative.objects.shown().values_list("pk", flat=True))


def search_rows(pks: Sequence[int]) -> list[tuple[int, list[Text], list[Text]]]:
    """What the search is told of each of these that is shown: its title, and everything else."""
    rows = Initiative.objects.shown().filter(pk__in=pks).select_related("place").prefetch_related("themes", "answers")
    return [_search_row(one) for one in rows]


def initiative_told_in(record_id: int) -> int | None:
    """The key of the proposal a journal line is about."""
    about = line_of(record_id).subject
    return about.pk if isinstance(about, Initiative) else None


def found_for(
    question: Question, scores: Mapping[int, float], limit: int
) -> tuple[list[tuple[Initiative, Reason]], int]:
    """The best of the shown ones with the reason each was found, and how many there are."""
    rows = Initiative.objects.shown().filter(pk__in=scores).select_related("place", "addressee")
    found = sorted(rows.prefetch_related("themes", "answers"), key=lambda one: -scores[one.pk])
    return [(one, _reason(one, question)) for one in found[:limit]], len(found)


def _spoken(one: Initiative) -> Iterator[tuple[str, str, str]]:
    """Each part with its words and their language; empty where they have none of their own."""
    yield "title", one.title, one.language
    yield "text", one.text, one.language
    yield "place", str(one.place or ""), ""
    for theme in one.themes.all():
        yield from (("themes", words, code) for code, words in theme.name.items())
    for answer in one.answers.all():
        yield "answers", answer.text, ""


def _search_row(one: Initiative) -> tuple[int, list[Text], list[Text]]:
    said = [(part, Text(without_contacts(words), language)) for part, words, language in _spoken(one) if words]
    return (
        one.pk,
        [text for part, text in said if part == "title"],
        [text for part, text in said if part != "title"],
    )


def _reason(one: Initiative, question: Question) -> Reason:
    fields = [Field(NAMES[part], without_contacts(words), language) for part, words, language in _spoken(one) if words]
    return reason_of(question, fields)
