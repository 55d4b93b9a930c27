"""How it was: answered once by each party, tied to nobody, shown when there are enough answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.refusal import NotAllowed
from savienojums.events.actions.feedback import FeedbackGiven, NothingToSayYet, Opinion, give_feedback
from savienojums.events.models import Attendance, Feedback
from savienojums.events.queries.feedback import results_of
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
AFTER = make.NOW + timedelta(days=30)
ANSWER = {"useful": "5", "organised": "4", "best": "Zupa", "better": "Vairāk laika"}


@pytest.fixture
def forum(coordinator):
    return make.event(
        "Forums", made_by=coordinator, starts_at=make.NOW - timedelta(days=2), ends_at=make.NOW - timedelta(days=1)
    )


def party(forum, number):
    return make.registration(forum, f"Persona {number}", email=f"p{number}@selija.test")


def say(registration, at=AFTER, **opinion):
    give_feedback(
        by=None,
        registration=registration,
        token=registration.token,
        opinion=Opinion(**{"useful": 4, "organised": 3, **opinion}),
        at=at,
    )


def test_a_party_answers_once_and_the_answer_is_nobodys(client, forum):
    anna = party(forum, 1)
    address = reverse("event_feedback_form", args=[anna.token])
    assert client.post(address, ANSWER).status_code == 302
    assert client.post(address, ANSWER).status_code == 302
    said = Feedback.objects.get()
    assert (said.useful, said.organised, said.best, said.better) == (5, 4, "Zupa", "Vairāk laika")
    assert {field.name for field in Feedback._meta.get_fields()} == {
        "id", "event", "useful", "organised", "best", "better", "said_on",
    }  # fmt: skip
    assert "Paldies" in client.get(address).content.decode()


def test_nothing_lays_the_answer_beside_who_gave_it(forum, contact):
    anna = party(forum, 1)
    give_feedback(by=contact, registration=anna, token=anna.token, opinion=Opinion(5, 5, "x"), at=AFTER)
    anna.refresh_from_db()
    line = Record.objects.get(verb="events.feedback_given")
    assert (line.by, line.particulars) == (None, {})
    assert (anna.feedback_at.hour, anna.feedback_at.minute, line.at.minute) == (0, 0, 0)


def test_results_are_shown_from_three_answers_on(client, coordinator, forum):
    client.force_login(coordinator)
    address = reverse("event_feedback", args=[forum.slug])
    for number in (1, 2):
        say(party(forum, number), best=f"Labais {number}")
    page = client.get(address).content.decode()
    assert "Labais" not in page
    assert results_of(forum).useful is None
    say(party(forum, 3), best="Labais 3", useful=1)
    page = client.get(address).content.decode()
    assert "Labais 1" in page
    assert results_of(forum).useful.mean == 3
    for secret in ("Persona", "selija.test"):
        assert secret not in page


def test_one_does_not_answer_before_it_began_or_when_it_was_cancelled(forum):
    anna = party(forum, 1)
    with pytest.raises(NothingToSayYet):
        say(anna, at=forum.starts_at - timedelta(hours=1))
    forum.cancelled_at = make.NOW
    forum.save()
    with pytest.raises(NothingToSayYet):
        say(anna)


def test_who_had_no_seat_has_nothing_to_say(forum):
    anna = party(forum, 1)
    Attendance.objects.update(seat="waiting")
    with pytest.raises(NothingToSayYet):
        say(anna)


def test_twice_is_refused_by_the_act(forum):
    anna = party(forum, 1)
    say(anna)
    with pytest.raises(FeedbackGiven):
        say(anna)


def test_a_foreign_or_made_up_link(client, forum):
    anna, other = party(forum, 1), party(forum, 2)
    with pytest.raises(NotAllowed):
        give_feedback(by=None, registration=anna, token=other.token, opinion=Opinion(1, 1), at=AFTER)
    assert client.get(reverse("event_feedback_form", args=[anna.public_id])).status_code == 404


@pytest.mark.parametrize("wrong", [{"useful": "6"}, {"useful": ""}, {"organised": "nulle"}])
def test_grades_are_from_one_to_five(client, forum, wrong):
    answer = client.post(reverse("event_feedback_form", args=[party(forum, 1).token]), {**ANSWER, **wrong})
    assert answer.status_code == 422
    assert Feedback.objects.count() == 0
