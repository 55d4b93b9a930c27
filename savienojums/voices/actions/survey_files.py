"""Taking the answers of a survey along as a file; everybody can read afterwards who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.queries.survey_files import SurveyTable, survey_table
from savienojums.voices.rules import surveys as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Survey


@transaction.atomic
def take_survey_file(*, by: Person, survey: Survey, kind: str, at: datetime) -> SurveyTable:
    """All sheets as a table, with a line of who took it; `kind` is the kind of file."""
    allow(rules.may_take_survey_file, by, survey)
    table = survey_table(survey)
    line("voices.survey_file_taken", survey, by=by, at=at, kind=kind, sheets=len(table.sheets))
    return table
