"""What a measure speaks of: the words by which the search knows it, and why it answers a question."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.marks import Kept
from savienojums.core.search_shown import Field, Reason, reason_of
from savienojums.support.models import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from savienojums.core.search import Question
    from savienojums.support.queries.cards import Card
    from savienojums.support.queries.catalogue import Shelf

MOST_KEPT = 2_000
MOST_QUESTIONS = 200
MOST_BEST = 20
NAMES = {
    "name": _("Name"),
    "summary": _("Summary"),
    "provider": _("Provider"),
    "themes": _("Themes"),
    "theme_words": _("Themes"),
    "who_text": _("Who may apply"),
    "places_text": _("Territory"),
    "conditions": _("Conditions"),
    "terms": _("Terms of the call"),
    "notes": _("Notes"),
}
_READ = (*(name for name in NAMES if name not in ("themes", "provider")), "provider__name")
_MARKS = ("catalogue", "registry", "places", "synonyms")
_REASONS: Kept[dict[tuple[str, int, str], Reason]] = Kept(dict, *_MARKS)
_SEARCHED: Kept[dict[str, Searched]] = Kept(dict, *_MARKS)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a question finds: the set of public measures, how the words were understood, and the best of them."""

    measures: int
    question: Question
    best: tuple[int, ...] = ()


def spoken_by(measure: Measure) -> Iterator[tuple[str, str, str]]:
    """Everything a person might look for a measure by: part, words, language; what matters most first."""
    for name in ("name", "summary"):
        yield from ((name, words, code) for code, words in getattr(measure, name).items())
    yield "provider", measure.provider.name, ""
    for theme in measure.themes.all():
        yield from (("themes", words, code) for code, words in theme.name.items())
    for name in ("theme_words", "who_text", "places_text", "conditions", "terms", "notes"):
        yield name, getattr(measure, name), ""


def searched(whole: Shelf, asked: str | Question) -> Searched:
    """What these words find on the shelf; everything if nothing was asked."""
    words = asked if isinstance(asked, str) else asked.text
    kept = _SEARCHED.get(id(whole), whole.good_until)
    answer = kept.get(words)
    if answer is None:
        if len(kept) >= MOST_QUESTIONS:
            kept.clear()
        answer = kept[words] = _search(whole, asked)
    return answer


def _search(whole: Shelf, asked: str | Question) -> Searched:
    found = search.find("measure", asked) if isinstance(asked, str) else search.answer("measure", asked)
    place = whole.catalogue.position
    if found.scores is None:
        return Searched(whole.catalogue.everything, found.question)
    scores = {pk: score for pk, score in found.scores.items() if pk in place}
    best = nsmallest(MOST_BEST, scores, key=lambda pk: (-scores[pk], place[pk]))
    return Searched(whole.catalogue.set_of(scores), found.question, tuple(best))


def with_reasons(cards: Sequence[Card], question: Question, pks: Sequence[int]) -> list[tuple[Card, Reason]]:
    """Each card with the reason why it was found."""
    if len(cards) != len(pks):  # one was removed a moment ago
        return [(card, Reason()) for card in cards]
    return list(zip(cards, reasons_for(question, pks), strict=True))


def reasons_for(question: Question, pks: Sequence[int]) -> list[Reason]:
    """Why each of these measures answers the question; what was told before is not looked up again."""
    if question.is_empty:
        return [Reason()] * len(pks)
    kept, language = _REASONS.get(), get_language() or ""
    if missing := [pk for pk in pks if (question.text, pk, language) not in kept]:
        if len(kept) > MOST_KEPT:
            kept.clear()
        rows = Measure.objects.filter(pk__in=missing).select_related("provider").prefetch_related("themes").only(*_READ)
        kept.update({(question.text, row.pk, language): _reason(question, row, language) for row in rows})
    return [kept.get((question.text, pk, language), Reason()) for pk in pks]


def _reason(question: Question, measure: Measure, language: str) -> Reason:
    # Words in the reader's own language before the same words in another.
    said = sorted(spoken_by(measure), key=lambda part: part[2] not in ("", language[:2]))
    return reason_of(question, [Field(NAMES[name], words, code) for name, words, code in said])
