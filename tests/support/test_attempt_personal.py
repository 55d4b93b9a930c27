"""What attempts, notes and questions hold about a person, and what goes with them."""

import pytest

from savienojums.support import personal_attempts
from savienojums.support.actions.advice import ask_advice
from savienojums.support.actions.attempts import want_to_try
from savienojums.support.models import AdviceRequest, Attempt, AttemptNote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def traces(contact):
    organisation, measure = make.organisation(), make.measure()
    make.membership(contact, organisation)
    want_to_try(by=contact, organisation=organisation, measure=measure, details={"note": "Jāzvana"}, at=make.NOW)
    letter = {"name": contact.name, "email": contact.email.upper(), "text": "Vai varam?"}
    ask_advice(by=contact, measure=measure, adviser=None, letter=letter, at=make.NOW)
    return organisation


def test_everything_is_told(contact, outsider, traces):
    parts = {part.key: part.rows for part in personal_attempts.held(contact)}
    assert parts["attempts"][0]["organisation"] == traces.name
    assert parts["attempt_notes"][0]["note"] == "Jāzvana"
    assert parts["questions"][0]["text"] == "Vai varam?"
    assert all(not part.rows for part in personal_attempts.held(outsider))


def test_the_organisation_keeps_its_attempt_without_the_name(contact, traces):
    personal_attempts.forget(contact, make.NOW)
    assert Attempt.objects.get().who is None
    assert AttemptNote.objects.get().by is None
    assert not AdviceRequest.objects.exists()
