"""What happened to a survey, told to those who run it; never who sent a sheet, never what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices.queries.conversations_history import Line

if TYPE_CHECKING:
    from savienojums.voices.models import Survey

SENTENCES = {
    "voices.survey_made": pgettext_lazy("survey", "Written down as a draft."),
    "voices.survey_copied": _("Copied from another survey."),
    "voices.survey_changed": pgettext_lazy("survey", "Changed."),
    "voices.survey_question_added": _("A question was added."),
    "voices.survey_question_changed": _("A question was changed."),
    "voices.survey_question_removed": _("A question was taken away."),
    "voices.survey_published": pgettext_lazy("survey", "Published."),
    "voices.survey_closed": pgettext_lazy("survey", "Closed."),
    "voices.survey_reopened": _("Takes answers again."),
    "voices.survey_sheets_aside": _("Sheets were set aside; they are kept and not counted."),
    "voices.survey_sheets_counted": _("Sheets that had been set aside count again."),
    "voices.survey_quote_released": _("Own words were opened to everybody, or closed again."),
    "voices.survey_file_taken": _("A file with all answers was taken."),
    "voices.survey_papers_made": _("Questionnaires were made for paper."),
    "voices.survey_papers_dropped": _("Questionnaires were taken back."),
    "voices.theme_added": _("A theme of answers was added."),
    "voices.theme_changed": _("A theme of answers was changed."),
    "voices.themes_merged": _("Two themes of answers became one."),
    "voices.theme_deleted": _("A theme of answers was deleted."),
}
SHOWN = 30


def survey_history(survey: Survey) -> list[Line]:
    """The latest of what happened, the newest first; one question."""
    lines = Record.objects.about(survey).filter(verb__in=SENTENCES).select_related("by")
    return [_told(line) for line in lines[:SHOWN]]


def _told(line: Record) -> Line:
    who = str(SYSTEM) if line.by_system else str(line.by) if line.by else str(_("Somebody without an account any more"))
    return Line(line.at, who, (line.on_behalf or {}).get("name", ""), str(SENTENCES[line.verb]), [])
