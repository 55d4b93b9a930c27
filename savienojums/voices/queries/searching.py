"""Conversations and surveys that answer a question, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from savienojums.core.rich import without_contacts
from savienojums.core.search import Text
from savienojums.core.search_shown import Field, Reason, reason_of
from savienojums.journal.queries import line_of
from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation, Statement, Survey
from savienojums.voices.queries.conversations_hub import Card, cards_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from savienojums.core.search import Question

NAMES = {
    "title": pgettext_lazy("conversation", "Title"),
    "question": _("Question"),
    "intro": _("What it is for"),
    "conclusions": pgettext_lazy("conversation", "Conclusions"),
    "who": _("Who asks"),
    "themes": _("Themes"),
    "statements": pgettext_lazy("conversation", "Statements"),
}
# In the order of the lists: what may be answered first.
ORDER = (Standing.OPEN, Standing.COMING, Standing.PAUSE, Standing.CLOSED)

MOST_STATEMENTS = 300

# The two kinds of records in one index: even numbers are conversations, odd ones surveys.
Asked = Conversation | Survey


def key_of(asked: Asked) -> int:
    """The number by which the search knows it."""
    return asked.pk * 2 + isinstance(asked, Survey)


def listed_keys() -> list[int]:
    """Everything that can be found: published, and not only by its address."""
    conversations = Conversation.objects.listed().values_list("pk", flat=True)
    surveys = Survey.objects.listed().values_list("pk", flat=True)
    return sorted([*(pk * 2 for pk in conversations), *(pk * 2 + 1 for pk in surveys)])


def searched(keys: Iterable[int]) -> list[Asked]:
    """These with everything they are looked for by; drafts and what stands in no list are not found."""
    wanted = set(keys)
    conversations = Conversation.objects.listed().filter(pk__in=[key // 2 for key in wanted if key % 2 == 0])
    surveys = Survey.objects.listed().filter(pk__in=[key // 2 for key in wanted if key % 2])
    return [
        *conversations.select_related("organisation").prefetch_related("themes"),
        *surveys.select_related("organisation"),
    ]


def spoken_by(asked: Asked, statements: Iterable[Statement]) -> Iterator[tuple[str, str, str]]:
    """Everything a person might look for it by: part, words, language; what matters most first."""
    yield from (("title", words, code) for code, words in asked.title.items())
    if isinstance(asked, Conversation):
        yield from (("question", words, code) for code, words in asked.question.items())
    yield from (("intro", words, code) for code, words in asked.intro.items())
    yield "who", asked.organisation.name if asked.organisation else "", ""
    if isinstance(asked, Conversation):
        for theme in asked.themes.all():
            yield from (("themes", words, code) for code, words in theme.name.items())
    yield from (("conclusions", words, code) for code, words in asked.conclusions.items())
    for statement in statements:
        yield from (("statements", words, code) for code, words in statement.text.items())


def search_rows(keys: Iterable[int]) -> list[tuple[int, list[Text], list[Text]]]:
    """What the search knows: numbers, titles, and all the rest; never a statement that is not shown."""
    found = searched(keys)
    statements = _statements_of(found)
    return [_search_row(asked, statements.get(key_of(asked), [])) for asked in found]


def key_told_in(record_id: int) -> int | None:
    """The number by which the search knows what a journal line is about."""
    line = line_of(record_id)
    if line.subject_id is None or line.subject_type is None:
        return None
    return line.subject_id * 2 + (line.subject_type.model_class() is Survey)


def found_for(
    question: Question, scores: Mapping[int, float], at: datetime, limit: int
) -> tuple[list[tuple[Card, Reason]], int]:
    """The best of these, what may be answered before what is over, each with its reason; the same for everyone."""
    cards = cards_of([key // 2 for key in scores if key % 2 == 0], [key // 2 for key in scores if key % 2], at)
    best = sorted(cards, key=lambda pair: (ORDER.index(pair[1].standing), -scores[key_of(pair[0])]))[:limit]
    statements = _statements_of([asked for asked, _card in best])
    rows = [(card, _reason(asked, statements.get(key_of(asked), []), question)) for asked, card in best]
    return rows, len(cards)


def _search_row(asked: Asked, statements: Iterable[Statement]) -> tuple[int, list[Text], list[Text]]:
    said = [(part, Text(words, language)) for part, words, language in spoken_by(asked, statements) if words]
    heads = ("title", "question")
    return (
        key_of(asked),
        [text for part, text in said if part in heads],
        [text for part, text in said if part not in heads],
    )


def _statements_of(found: Iterable[Asked]) -> dict[int, list[Statement]]:
    conversations = [asked for asked in found if isinstance(asked, Conversation)]
    told: dict[int, list[Statement]] = {}
    for statement in Statement.objects.shown().filter(conversation__in=conversations).order_by("number"):
        told.setdefault(statement.conversation_id * 2, []).append(statement)
    return {key: rows[:MOST_STATEMENTS] for key, rows in told.items()}


def _reason(asked: Asked, statements: Iterable[Statement], question: Question) -> Reason:
    language = (get_language() or "")[:2]
    said = sorted(spoken_by(asked, statements), key=lambda part: part[2] not in ("", language))
    return reason_of(
        question, [Field(NAMES[name], without_contacts(words), code) for name, words, code in said if words]
    )
