"""A conversation from its answers to the printed report, walked in a real browser by a visitor and its organiser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.voices.actions.loading import Voice, load_answers
from savienojums.voices.jobs.maps import follow_the_answers
from savienojums.voices.models import Conversation, MapMade
from tests import make
from tests.support.test_documents import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE, STATEMENTS = 40, 12


@pytest.fixture
def conversation(contact):
    """Twelve statements: half divide the forty who answered, half do not; shown when it has closed."""
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    open_now = [("both", now() - timedelta(days=3), now() + timedelta(days=7))]
    made = make.conversation("Kam tērēt kopienas naudu?", organisation=host, results_shown="end", phases=open_now)
    for number in range(1, STATEMENTS + 1):
        make.statement(made, f"{number}. apgalvojums par naudu.")
    voices = [Voice(now() - timedelta(days=2), _answers(person)) for person in range(PEOPLE)]
    load_answers(by=SYSTEM, conversation=made, voices=voices, at=now() - timedelta(days=2))
    return made


def _answers(person):
    """One camp agrees to the first six, the other does not; the rest is agreed by nearly all."""
    camp = 1 if person % 5 < 3 else -1
    divided = {number: camp * (-1 if (person * number) % 11 == 0 else 1) for number in range(1, 7)}
    return divided | {number: -1 if (person + number) % 9 == 0 else 1 for number in range(7, STATEMENTS + 1)}


def test_from_hidden_results_to_the_printed_report(page_at, signed_in_as, contact, axe, conversation):
    follow_the_answers()
    address = reverse("conversation_report", args=[conversation.slug])
    visitor = page_at(360)
    visitor.goto(address)
    assert "apgalvojums par naudu" not in visitor.locator("main").inner_text()

    desk = page_at(1440)
    signed_in_as(desk, contact)
    desk.goto(reverse("conversation_closing", args=[conversation.slug]))
    desk.locator("main form button[type=submit]").click()
    desk.wait_for_url(f"**{reverse('conversation_desk', args=[conversation.slug])}")
    assert Conversation.objects.get().standing(now()) == "closed"
    # What the worker does every minute.
    follow_the_answers()
    assert MapMade.objects.filter(conversation=conversation).first().told["people"] == PEOPLE

    desk.goto(reverse("conversation_conclusions", args=[conversation.slug]))
    desk.locator("main textarea").first.fill("Naudu tērēsim telpām; par svētkiem lemsim vēlreiz.")
    desk.locator("main form button[type=submit]").last.click()
    desk.wait_for_load_state()

    visitor.reload()
    told = visitor.locator("main").inner_text()
    assert "Naudu tērēsim telpām" in told
    assert "7. apgalvojums par naudu." in told
    axe(visitor)
    paper = text_of(visitor.request.get(reverse("conversation_report_pdf", args=[conversation.slug])).body())
    assert "Naudu tērēsim telpām" in paper
    assert "7. apgalvojums par naudu." in paper
