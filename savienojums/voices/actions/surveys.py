"""Making, changing, publishing, closing and copying surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import fold
from savienojums.network.rules import capacity, coordinates
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import ResultsShown
from savienojums.voices.models import Survey
from savienojums.voices.queries.surveys import has_answers
from savienojums.voices.rules import surveys as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation

LONGEST_SLUG = 80
# Words that stand for something else under /voices/surveys/.
RESERVED = frozenset({"new", "ground", "list", "mine", "sheets", "papers"})
SMALLEST_GROUP = 5
DETAILS = (
    "title", "intro", "organisation", "opens_at", "closes_at", "results_shown", "is_listed", "asks_place", "asks_age",
    "smallest_group", "thanks", "conclusions",
)  # fmt: skip


class NotTheirSurvey(Refused):
    """One asks in the name of organisations one acts for."""

    sentence = _("Choose an organisation for which you act.")


class SurveyEndsFirst(Refused):
    """The end is not after the beginning."""

    sentence = _("The survey has to close after it opens.")


class GroupTooSmall(Refused):
    """Fewer would let people be recognised."""

    sentence = _("Groups of fewer than five people are never shown; choose 5 or more.")


class NothingToAsk(Refused):
    """A survey without questions."""

    sentence = _("This survey has no questions yet. Add at least one before you publish it.")


class SurveyIsOver(Refused):
    """Nobody could answer."""

    sentence = _("The day on which it closes has passed already. Choose a later one first.")


class SurveyPublished(Refused):
    """Everyone can read it."""

    sentence = _("This survey is published already.")


class SurveyIsDraft(Refused):
    """What nobody can answer need not be closed."""

    sentence = _("This survey is a draft that nobody sees. Publish it first, or delete it.")


class SurveyClosed(Refused):
    """It was closed before."""

    sentence = _("This survey is closed already.")


class SurveyNotClosed(Refused):
    """Only what was closed by hand is opened again by hand."""

    sentence = _("This survey was not closed by hand. To take more answers, choose a later day on which it closes.")


class PromisedBefore(Refused):
    """People answered on these terms."""

    sentence = _(
        "People have answered already, so the smallest group cannot be lowered: their answers were given on that promise."
    )


class ShownEarlier(Refused):
    """People answered knowing when results are shown."""

    sentence = _("People have answered already, so results cannot be shown earlier than they were told.")


class SurveyKnown(Refused):
    """Somebody has answered or could have."""

    sentence = _("People know of this survey already, so it is closed instead of deleted.")


@transaction.atomic
def make_survey(*, by: Person, details: Mapping[str, Any], at: datetime) -> Survey:
    """Write down a survey; until it is published only its organisers see it."""
    allow(rules.may_make_survey, by)
    _insist_on_their_own(by, details.get("organisation"))
    survey = Survey(made_by=by, slug=free_slug(str(in_languages(details["title"]))))
    survey.is_example = bool(details.get("is_example"))
    _take(survey, details)
    survey.save()
    line("voices.survey_made", survey, by=by, at=at)
    return survey


@transaction.atomic
def change_survey(*, by: Person, survey: Survey, details: Mapping[str, Any], at: datetime) -> Survey:
    """Change what is said of a survey; what its participants were promised stays."""
    allow(rules.may_change_survey, by, survey)
    current = _held(survey)
    if details.get("organisation", current.organisation) != current.organisation:
        _insist_on_their_own(by, details["organisation"])
    before = {name: getattr(current, name) for name in DETAILS}
    if has_answers(current):
        _insist_on_promises(current, details)
    _take(current, details)
    changed = sorted(name for name in DETAILS if getattr(current, name) != before[name])
    if changed:
        current.save()
        line("voices.survey_changed", current, by=by, at=at, changed=changed)
    return current


@transaction.atomic
def publish_survey(*, by: Person, survey: Survey, at: datetime) -> None:
    """Let people answer, at once or from the hour on which it opens."""
    allow(rules.may_publish_survey, by, survey)
    current = _held(survey)
    if current.published_at:
        raise SurveyPublished
    if not current.questions.exists():
        raise NothingToAsk
    if current.closes_at and current.closes_at <= at:
        raise SurveyIsOver
    current.published_at = survey.published_at = at
    current.save(update_fields=["published_at"])
    line("voices.survey_published", current, by=by, at=at, seen=True)


@transaction.atomic
def close_survey(*, by: Person, survey: Survey, at: datetime) -> None:
    """Take no more answers."""
    allow(rules.may_close_survey, by, survey)
    current = _held(survey)
    if current.is_draft:
        raise SurveyIsDraft
    if current.closed_at or (current.closes_at and current.closes_at <= at):
        raise SurveyClosed
    current.closed_at = survey.closed_at = at
    current.save(update_fields=["closed_at"])
    line("voices.survey_closed", current, by=by, at=at, seen=True)


@transaction.atomic
def reopen_survey(*, by: Person, survey: Survey, at: datetime) -> None:
    """Take answers again."""
    allow(rules.may_reopen_survey, by, survey)
    current = _held(survey)
    if not current.closed_at:
        raise SurveyNotClosed
    if current.closes_at and current.closes_at <= at:
        raise SurveyIsOver
    current.closed_at = survey.closed_at = None
    current.save(update_fields=["closed_at"])
    line("voices.survey_reopened", current, by=by, at=at, seen=True)


@transaction.atomic
def copy_survey(*, by: Person, survey: Survey, at: datetime) -> Survey:
    """The same questions once more, as a draft without hours and answers."""
    allow(rules.may_copy_survey, by, survey)
    made = Survey(made_by=by, slug=free_slug(str(survey.title)))
    for name in set(DETAILS) - {"opens_at", "closes_at", "conclusions"}:
        setattr(made, name, getattr(survey, name))
    made.save()
    for question in survey.questions.all():
        question.pk, question.survey = None, made
        question.public_id = type(question)().public_id
        question.save()
    line("voices.survey_copied", made, by=by, at=at, of=survey.public_id)
    return made


@transaction.atomic
def delete_survey_draft(*, by: Person, survey: Survey, at: datetime) -> None:
    """Throw a draft away that nobody has seen."""
    allow(rules.may_delete_survey_draft, by, survey)
    current = _held(survey)
    if current.published_at or has_answers(current):
        raise SurveyKnown
    line("voices.survey_deleted", current, by=by, at=at, title=str(current.title))
    current.delete()


def free_slug(title: str) -> str:
    """An address word that no other survey has."""
    stem = slugify(fold(title))[:LONGEST_SLUG].strip("-") or "aptauja"
    taken = set(Survey.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _held(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=survey.pk)


def _take(survey: Survey, details: Mapping[str, Any]) -> None:
    for name in DETAILS:
        if name in details:
            value = details[name]
            setattr(survey, name, in_languages(value) if isinstance(value, dict) else value)
    if survey.smallest_group < SMALLEST_GROUP:
        raise GroupTooSmall
    if survey.opens_at and survey.closes_at and survey.closes_at <= survey.opens_at:
        raise SurveyEndsFirst


def _insist_on_promises(current: Survey, details: Mapping[str, Any]) -> None:
    """What people were told before they answered holds, or becomes stricter."""
    if details.get("smallest_group", current.smallest_group) < current.smallest_group:
        raise PromisedBefore
    order = ResultsShown.values
    if order.index(details.get("results_shown", current.results_shown)) < order.index(current.results_shown):
        raise ShownEarlier


def _insist_on_their_own(by: Person, organisation: Organisation | None) -> None:
    if organisation is None:
        if not coordinates(by):
            raise NotTheirSurvey
    elif capacity(by, organisation) is None and not coordinates(by):
        raise NotTheirSurvey
