"""What only a browser can break in typing: ten sheets by keyboard alone, two without script."""

from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.voices.actions.sheets import NewBatch, make_sheets
from savienojums.voices.models import AnswerSheet, Participant, SheetTyping, Vote
from savienojums.voices.queries.typing import last_values
from savienojums.voices.typed import values_of
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS = 20
LINES = [
    "12311231123112311231", "1" * 20, "2" * 20, "3-3-3-3-3-3-3-3-3-3-", "1x1x1x1x1x1x1x1x1x1x",
    "11122233311122233311", "21212121212121212121", "112.", "0" * 20, "-" * 20,
]  # fmt: skip
# As they are kept.
KEPT = [*LINES[:7], "112" + "-" * 17, "3" * 20, LINES[9]]


@pytest.fixture
def conversation(contact):
    at = now()
    made = make.conversation(
        made_by=contact, published_at=at, asks_place=False, most_statements=0,
        phases=[("both", at - timedelta(days=1), at + timedelta(days=1))],
    )  # fmt: skip
    for number in range(1, ROWS + 1):
        make.statement(made, f"Apgalvojums numur {number}.")
    return made


@pytest.fixture
def sheets(conversation, contact):
    new = NewBatch(statements=list(conversation.statements.all()), count=12, note="Bebrenes bibliotēka")
    return list(make_sheets(by=contact, conversation=conversation, new=new, at=now()).sheets.all())


@pytest.fixture
def typing_page(page_at, signed_in_as, contact, conversation):
    def open_page(**looks):
        page = page_at(**looks)
        signed_in_as(page, contact)
        page.goto(reverse("conversation_typing", args=[conversation.slug]))
        return page

    return open_page


def test_ten_sheets_by_keyboard_alone(typing_page, sheets, axe, fits):
    page = typing_page()
    presses = 0
    for number, (sheet, line) in enumerate(zip(sheets, LINES, strict=False), 1):
        page.wait_for_selector('input[name="code"]:focus')
        page.keyboard.type(sheet.code)
        page.wait_for_selector(f'[data-typing-rows="{ROWS}"]')
        page.wait_for_selector('input[name="line"]:focus')
        page.keyboard.type(line)
        if number == 1:
            assert page.inner_text("[data-typing-rows] > li:nth-child(2) .typing-mark") == "Nepiekrītu"
            assert page.input_value('[name="seen"]') == "1"
            axe(page)
            fits(page)
        page.keyboard.press("Enter")
        presses += len(sheet.code) + len(line) + 1
        page.wait_for_selector(f"#typing-said:has-text('{number}. lapa ievadīta (Bebrenes bibliotēka)')")
    assert presses <= len(LINES) * (6 + ROWS + 1)
    assert list(SheetTyping.objects.order_by("pk").values_list("marks", flat=True)) == KEPT
    for sheet, marks in zip(AnswerSheet.objects.select_related("participant"), KEPT, strict=False):
        said = list(last_values(sheet.participant).values()) if sheet.participant else []
        assert said == [value for value in values_of(marks) if value is not None]
    # The last one came back empty.
    assert Participant.objects.count() == 9


def test_a_wrong_code_keeps_the_hands_at_the_code(typing_page, sheets):
    page = typing_page()
    page.keyboard.type("zzzzz2")
    page.wait_for_selector("[data-typing-trouble]")
    page.wait_for_selector('input[name="code"]:focus')
    page.keyboard.type(sheets[0].code)
    page.wait_for_selector(f'[data-typing-rows="{ROWS}"]')


def test_two_sheets_without_script(typing_page, sheets, axe):
    page = typing_page(width=360, script=False)
    for number, (sheet, line) in enumerate(zip(sheets, LINES[:2], strict=False), 1):
        page.wait_for_selector('input[name="code"]:focus')
        page.keyboard.type(sheet.code)
        page.keyboard.press("Tab")
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        # What was typed is shown before it is kept; the button has the focus.
        page.wait_for_selector("button:focus")
        assert page.locator("[data-typing-rows] > li").count() == ROWS
        assert Vote.objects.count() == ROWS * (number - 1)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#typing-said:has-text('{number}. lapa ievadīta')")
    assert Vote.objects.count() == ROWS * 2
