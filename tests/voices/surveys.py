"""Surveys to test with: one with a question of each kind, and sheets of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from savienojums.network.models import Organisation
from savienojums.voices.actions import survey_questions, surveys
from savienojums.voices.actions.survey_answers import send_survey_sheet
from tests import make
from tests.make import NOW

CHOICES = [{"lv": "Autobuss"}, {"lv": "Veikals"}, {"lv": "Ārsts"}]
KINDS: dict[str, dict[str, Any]] = {
    "choice": {"kind": "choice", "text": {"lv": "Kas trūkst?"}, "choices": CHOICES, "has_other": True},
    "several": {"kind": "several", "text": {"lv": "Kas vēl?"}, "choices": CHOICES, "most": 2, "has_other": True},
    "scale": {"kind": "scale", "text": {"lv": "Cik labi?"}, "least_words": {"lv": "slikti"}, "is_required": True},
    "ranking": {"kind": "ranking", "text": {"lv": "Ko vispirms?"}, "choices": CHOICES},
    "number": {"kind": "number", "text": {"lv": "Cik cilvēku?"}, "least": 0, "most": 20},
    "text": {"kind": "text", "text": {"lv": "Ko vēl?"}},
    "place": {"kind": "place", "text": {"lv": "Kur?"}},
}
ANSWERS = {
    "choice": "a",
    "several": ["a", "c"],
    "scale": 4,
    "ranking": ["b", "a", "c"],
    "number": 3,
    "text": "Mums vajag soliņu pie upes.",
    "place": {"place": "rubenes-pagasts", "lat": 56.08, "lon": 25.6},
}


def survey(by, *, kinds=KINDS, published=True, at=NOW, **details):
    """A survey with a question of each kind that is asked for, open for a week."""
    details = {
        "title": {"lv": "Ko vajag ciemam?"},
        "opens_at": at - timedelta(days=1),
        "closes_at": at + timedelta(days=7),
        "organisation": Organisation.objects.of(by).first(),
    } | details
    made = surveys.make_survey(by=by, details=details, at=at)
    for kind in kinds:
        survey_questions.add_survey_question(by=by, survey=made, details=KINDS[kind], at=at)
    if published:
        surveys.publish_survey(by=by, survey=made, at=at)
    return made


def ids(made):
    """Public ids of the questions by their kind."""
    return {each.kind: each.public_id for each in made.questions.all()}


def send(made, number=1, *, at=NOW, answers=None, **about):
    """A sheet of the web, as if from another browser for each number."""
    known = ids(made)
    said = ANSWERS | (answers or {})
    given = {known[kind]: value for kind, value in said.items() if kind in known}
    return send_survey_sheet(by=None, survey=made, key=f"key-{number}", answers=given, at=at, **about).sheet


def opened(seconds=30):
    """The mark of a form that was opened a moment ago."""
    return signing.dumps((datetime.now(tz=UTC) - timedelta(seconds=seconds)).timestamp(), salt="voices.survey")


def posted(made, **said):
    """What a browser sends: by the kind of question, `several__other` and the like for its further fields."""
    known = ids(made)
    form = {"opened": opened(), "subject": ""}
    for name, value in said.items():
        kind, _sep, rest = name.partition("__")
        form[f"q-{known[kind]}-{rest.replace('_', '.')}" if rest else f"q-{known[kind]}" if kind in known else name] = (
            value
        )
    return form


def host():
    """Somebody who acts for an organisation."""
    someone = make.person("bibliotekare@selija.test", "Bibliotekāre")
    make.membership(someone, make.organisation())
    return someone
