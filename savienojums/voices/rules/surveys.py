"""Who may make surveys and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.hosting import acts_for_somebody, runs

if TYPE_CHECKING:
    from savienojums.voices.models import Survey
    from savienojums.voices.rules.hosting import By


def may_make_survey(by: By) -> bool:
    """Who acts for an organisation of the registry, and region coordinators."""
    return acts_for_somebody(by)


def may_change_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_add_survey_question(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_change_survey_question(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_move_survey_question(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_copy_survey_question(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_remove_survey_question(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_begin_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_publish_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_close_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_reopen_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_copy_survey(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_delete_survey_draft(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)


def may_take_survey_file(by: By, survey: Survey) -> bool:
    """Those who run it."""
    return runs(by, survey)
