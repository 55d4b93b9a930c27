"""What the hub of the room shows: what is open, what is coming, what has been found out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.voices.kinds import Standing
from savienojums.voices.models import Conversation, Participant, Statement, Survey, SurveyQuestion, SurveySheet
from savienojums.voices.queries.conversations_days import since_in_words, until_in_words
from savienojums.voices.queries.conversations_spoken import sentence_of, who_asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models

    from savienojums.accounts.models import Person
    from savienojums.core.records import Translated

# People read a statement and answer in about ten seconds, a question of a survey in about twenty.
STATEMENT_SECONDS, QUESTION_SECONDS = 10, 20
# After that many statements a place in the map is known well enough.
MOST_STATEMENTS = 30
CLOSED_AT_HUB = 6
# What has no end stands behind everything that has.
FOREVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Card:
    """A conversation or a survey in a list."""

    href: str
    results: str
    kind: str
    question: Translated
    title: Translated
    who: str
    sentence: str
    people: int
    minutes: int
    standing: Standing
    ends_at: datetime
    is_example: bool

    @property
    def people_text(self) -> str:
        """How many took part."""
        if not self.people:
            return _("Nobody has answered yet: be the first")
        said = ngettext("%(count)s person has taken part", "%(count)s people have taken part", self.people)
        return said % {"count": self.people}

    @property
    def minutes_text(self) -> str:
        """How long it takes."""
        return ngettext("about %(count)s minute", "about %(count)s minutes", self.minutes) % {"count": self.minutes}


@dataclass(frozen=True, slots=True)
class Hub:
    """What may be answered, what comes, what is over, and whether there is more of the last."""

    open: list[Card]
    coming: list[Card]
    closed: list[Card]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all yet."""
        return not (self.open or self.coming or self.closed)


def hub_of(at: datetime) -> Hub:
    """What everyone finds in the lists; a number of questions that does not grow."""
    living: list[Conversation | Survey] = [*_conversations(at, over=False), *_surveys(at, over=False)]
    cards = sorted(_cards(living, at), key=lambda card: (card.ends_at, card.href))
    closed = closed_cards(at, CLOSED_AT_HUB + 1)
    return Hub(
        open=[card for card in cards if card.standing == Standing.OPEN],
        coming=[card for card in cards if card.standing != Standing.OPEN],
        closed=closed[:CLOSED_AT_HUB],
        has_more=len(closed) > CLOSED_AT_HUB,
    )


def closed_cards(at: datetime, most: int) -> list[Card]:
    """What has been found out, the latest first."""
    ended: list[Conversation | Survey] = [*_conversations(at, over=True)[:most], *_surveys(at, over=True)[:most]]
    return sorted(_cards(ended, at), key=lambda card: (card.ends_at, card.href), reverse=True)[:most]


def desk_links_of(person: Person, at: datetime, most: int = 12) -> list[tuple[Conversation, Standing]]:
    """The conversations this person runs, drafts first, then the latest."""
    own = Conversation.objects.run_by(person).prefetch_related("phases")
    rows = own.order_by(F("published_at").desc(nulls_first=True), "-created_at")
    return [(each, each.standing(at)) for each in rows[:most]]


def cards_of(conversations: list[int], surveys: list[int], at: datetime) -> list[tuple[Conversation | Survey, Card]]:
    """These of the lists, each with its card."""
    rows: list[Conversation | Survey] = [
        *_told_conversations().filter(pk__in=conversations).prefetch_related("themes"),
        *_told_surveys().filter(pk__in=surveys),
    ]
    return list(zip(rows, _cards(rows, at), strict=True))


def _conversations(at: datetime, *, over: bool) -> models.QuerySet[Any]:
    rows = _told_conversations()
    return rows.filter(ends__lte=at).order_by("-ends", "pk") if over else rows.filter(ends__gt=at)


def _surveys(at: datetime, *, over: bool) -> models.QuerySet[Any]:
    rows = _told_surveys()
    living = Q(ends=None) | Q(ends__gt=at)
    return rows.filter(ends__lte=at).order_by("-ends", "pk") if over else rows.filter(living)


def _told_conversations() -> models.QuerySet[Any]:
    """Rows with the end of the last phase or the day they were closed, and the counts of a card."""
    ends = Coalesce(Least("closed_at", "last"), "closed_at", "last", "published_at")
    rows = (
        Conversation.objects.listed()
        .annotate(last=Max("phases__closes_at"))
        .annotate(
            ends=ends,
            people=_counted(Participant.objects.counted(), "conversation"),
            asked=_counted(Statement.objects.shown(), "conversation"),
        )
    )
    return rows.select_related("organisation").prefetch_related("phases")


def _told_surveys() -> models.QuerySet[Any]:
    rows = Survey.objects.listed().annotate(
        ends=Coalesce(Least("closed_at", "closes_at"), "closed_at", "closes_at"),
        people=_counted(SurveySheet.objects.filter(aside_at=None), "survey"),
        asked=_counted(SurveyQuestion.objects.all(), "survey"),
    )
    return rows.select_related("organisation")


def _counted(those: models.QuerySet[Any], relation: str) -> Coalesce:
    rows = those.filter(**{relation: OuterRef("pk")}).order_by().values(relation)
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)


def _cards(rows: Iterable[Conversation | Survey], at: datetime) -> list[Card]:
    return [_conversation_card(row, at) if isinstance(row, Conversation) else _survey_card(row, at) for row in rows]


def _conversation_card(row: Any, at: datetime) -> Card:
    asked, people = row.asked, row.people
    return Card(
        href=row.get_absolute_url(),
        results=reverse("conversation_report", args=[row.slug]),
        kind="conversation",
        question=row.question,
        title=row.title,
        who=who_asks(row),
        sentence=sentence_of(row, at),
        people=people,
        minutes=_minutes(min(asked, MOST_STATEMENTS) * STATEMENT_SECONDS),
        standing=row.standing(at),
        ends_at=row.ends,
        is_example=row.is_example,
    )


def _survey_card(row: Any, at: datetime) -> Card:
    asked, people, ends = row.asked, row.people, row.ends
    standing = row.standing(at)
    return Card(
        href=row.get_absolute_url(),
        results=reverse("survey_results", args=[row.slug]),
        kind="survey",
        question=row.title,
        title=row.title,
        who=who_asks(row),
        sentence=_survey_sentence(row, standing, ends),
        people=people,
        minutes=_minutes(asked * QUESTION_SECONDS),
        standing=standing,
        ends_at=ends or FOREVER,
        is_example=row.is_example,
    )


def _survey_sentence(row: Survey, standing: Standing, ends: datetime | None) -> str:
    if standing == Standing.CLOSED and ends:
        return _("Answers were taken until %(moment)s.") % {"moment": until_in_words(ends)}
    if standing == Standing.COMING and row.opens_at:
        return _("It opens from %(moment)s.") % {"moment": since_in_words(row.opens_at)}
    if ends:
        return _("You can answer until %(moment)s.") % {"moment": until_in_words(ends)}
    return _("You can answer now.")


def _minutes(seconds: int) -> int:
    """Begun minutes; none where there is nothing to answer yet."""
    return -(-seconds // 60)
