"""A visitor answers on a telephone: with script by taps and keys, and with none at all."""

from datetime import timedelta

import pytest

from savienojums.core.clock import now
from savienojums.voices.models import Participant, Vote
from savienojums.voices.queries.live_drawing import answers_of
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MANY = 20
ANSWERS = ("agree", "disagree", "pass")


@pytest.fixture
def conversation():
    opens, closes = now() - timedelta(days=1), now() + timedelta(days=7)
    made = make.conversation("Kas mūsu pagastam vajadzīgs?", phases=[("both", opens, closes)])
    for number in range(1, MANY + 1):
        make.statement(made, f"{number}. apgalvojums: pagastā vajag vēl vienu labu lietu, kas noder visiem.")
    return made


def told(page):
    return page.locator("#answer-far-text").inner_text()


def shown(page):
    return page.locator("#answer-statement").inner_text()


def given(conversation):
    someone = Participant.objects.get(conversation=conversation)
    return someone, answers_of(someone).given


def test_twenty_answers_by_taps_and_keys_on_a_telephone(page_at, conversation):
    page = page_at(360, path=f"/voices/{conversation.slug}/")
    seen = []
    for number in range(MANY):
        seen.append(shown(page))
        if number % 2:
            page.keyboard.press(str(number % 3 + 1))
        else:
            page.locator(f".answer-button[value={ANSWERS[number % 3]}]").click()
        page.wait_for_function(f"() => document.querySelector('#answer-far progress').value === {number + 1}")
        # Whoever hears the page or presses keys is at the new statement, and the card stays in view.
        page.wait_for_function("() => document.activeElement.id === 'answer-statement'")
    assert len(set(seen)) == MANY
    assert page.locator(".answer-end").is_visible()
    _someone, answers = given(conversation)
    assert sorted(answers.values()) == sorted((1, -1, 0)[number % 3] for number in range(MANY))
    assert all(vote.chance and 0 < vote.chance <= 1 for vote in Vote.objects.all())
    cookie = next(each for each in page.context.cookies() if each["name"] == "voice")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")


def test_the_last_answer_is_taken_back_by_a_key_and_asked_again(page_at, conversation):
    page = page_at(360, path=f"/voices/{conversation.slug}/")
    first = shown(page)
    page.keyboard.press("1")
    page.wait_for_selector(".answer-last")
    page.keyboard.press("0")
    page.wait_for_function("() => document.querySelector('#answer-far progress').value === 0")
    assert shown(page) == first
    assert given(conversation)[1] == {}


def test_keys_are_switched_off_for_whoever_wants_none(page_at, conversation):
    page = page_at(1280, path=f"/voices/{conversation.slug}/")
    page.locator("[data-answering-keys] button").click()
    page.locator("#answering-title").click()
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.reload()
    assert page.locator("[data-answering-keys] button").get_attribute("aria-pressed") == "false"
    assert not Vote.objects.exists()


def test_keys_type_into_a_statement_and_answer_nothing(page_at, conversation):
    page = page_at(360, path=f"/voices/{conversation.slug}/")
    page.locator(".answering-add summary").click()
    page.locator("#adding-text").press_sequentially("Vajag 123.")
    assert page.locator("[data-adding-left] b").inner_text() == str(140 - len("Vajag 123."))
    assert not Vote.objects.exists()


def test_twenty_answers_without_script(page_at, conversation):
    page = page_at(360, path=f"/voices/{conversation.slug}/", script=False)
    for number in range(MANY):
        page.locator(f".answer-button[value={ANSWERS[number % 3]}]").click()
        assert page.url.endswith("#answering")
        assert page.locator("#answer-far progress").get_attribute("value") == str(number + 1)
        button = page.locator("#answering-card").bounding_box()
        assert 0 <= button["y"] < 640, "the card is in view"
    assert page.locator(".answer-end").is_visible()
    assert len(given(conversation)[1]) == MANY
    page.locator(".answer-more a").first.click()
    page.locator("#s-3 .own-button[value=disagree]").click()
    assert page.locator("#s-3 .own-button[aria-pressed=true]").inner_text() == "Nepiekrītu"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_while_one_answers(page_at, axe, fits, conversation, dark):
    page = page_at(360, path=f"/voices/{conversation.slug}/", dark=dark)
    page.locator(".answer-agree").click()
    page.wait_for_selector(".answer-last")
    page.locator(".answering-add summary").click()
    axe(page)
    fits(page)
