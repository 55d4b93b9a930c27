"""The desk of a survey: its pages, how it stands, whether somebody floods it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.voices.kinds import Way
from savienojums.voices.queries.desk import Leaf
from savienojums.voices.queries.survey_history import survey_history

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.voices.models import Survey, SurveySheet

# Name of the address and what it is called.
LEAVES: tuple[tuple[str, StrOrPromise], ...] = (
    ("survey_desk", _("Overview")),
    ("survey_form", _("Edit")),
    ("survey_questions", pgettext_lazy("survey", "Questions")),
    ("survey_papers", pgettext_lazy("conversation", "Paper")),
    ("survey_answers", pgettext_lazy("survey", "Answers")),
    ("survey_coding", pgettext_lazy("survey", "Themes of answers")),
    ("survey_results", pgettext_lazy("survey", "Results")),
    ("survey_files", pgettext_lazy("conversation", "Files")),
)
# So many new sheets from one connection on one day are looked at.
FLOOD = 10
MOST_SHEETS = 500


@dataclass(frozen=True, slots=True)
class Source:
    """One connection on one day, without saying which: how many sheets came from it."""

    key: str
    sheets: int
    counted: int
    first_at: datetime
    last_at: datetime

    @property
    def is_aside(self) -> bool:
        """Whether none of them counts."""
        return self.counted == 0


def survey_leaves(survey: Survey, current: str) -> list[Leaf]:
    """The pages of this survey's desk; `current` is the name of the one that is open."""
    return [Leaf(reverse(name, args=[survey.slug]), title, name == current) for name, title in LEAVES]


def survey_desk_of(survey: Survey, at: datetime) -> dict[str, Any]:
    """How it stands: questions, sheets by their way, what is missing before it can be published."""
    ways = Counter(survey.sheets.filter(aside_at=None).values_list("way", flat=True))
    aside = survey.sheets.filter(aside_at__isnull=False).count()
    return {
        "survey": survey,
        "standing": survey.standing(at),
        "questions": survey.questions.count(),
        "counted": sum(ways.values()),
        "ways": [(way.label, ways[way]) for way in Way if ways[way]],
        "aside": aside,
        "floods": any(not source.is_aside for source in sources_of(survey)),
        "has_answers": bool(ways) or aside > 0,
        "history": survey_history(survey),
    }


def sources_of(survey: Survey) -> list[Source]:
    """Connections from which very many sheets came on one day, the largest first; three queries or fewer."""
    rows = (
        survey.sheets.exclude(source_key="")
        .values("source_key")
        .annotate(
            many=Count("pk"),
            counted=Count("pk", filter=Q(aside_at=None)),
            first_at=Min("sent_at"),
            last_at=Max("sent_at"),
        )
        .filter(many__gte=FLOOD)
        .order_by("-many", "source_key")
    )
    return [Source(row["source_key"], row["many"], row["counted"], row["first_at"], row["last_at"]) for row in rows]


def sheets_of(survey: Survey) -> list[SurveySheet]:
    """Its sheets, newest first, each with the number of questions it answers as `answered`."""
    rows = survey.sheets.select_related("place", "typed_by").annotate(answered=Count("answers"))
    return list(rows.order_by("-sent_at", "-pk")[:MOST_SHEETS])


def sheets_named(survey: Survey, *, codes: list[str], source: str = "") -> list[SurveySheet]:
    """Sheets by their codes, or all from one connection."""
    if source:
        return list(survey.sheets.filter(source_key=source))
    return list(survey.sheets.filter(code__in=codes))
