"""The pages of paper: batches, typing back with and without script, a sheet typed twice, what was told."""

from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.voices.actions.sheets import NewBatch, make_sheets
from savienojums.voices.actions.typing import Typed, type_sheet
from savienojums.voices.models import AnswerSheet, Participant, SheetBatch, SheetTyping, Vote
from savienojums.voices.typed import in_parts
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client, contact):
    client.force_login(contact)
    return contact


@pytest.fixture
def conversation(contact):
    at = now()
    made = make.conversation(
        made_by=contact, asks_age=True, published_at=at - timedelta(days=2),
        phases=[("both", at - timedelta(days=1), at + timedelta(days=9))],
    )  # fmt: skip
    for number in range(1, 5):
        make.statement(made, f"Slepenais apgalvojums {number}.")
    return made


@pytest.fixture
def batch(conversation, contact):
    new = NewBatch(statements=list(conversation.statements.all()), count=3, note="Bebrenes bibliotēka")
    return make_sheets(by=contact, conversation=conversation, new=new, at=now())


def address(name, conversation, *more):
    return reverse(f"conversation_{name}", args=[conversation.slug, *more])


def sheet_of(batch, number=0):
    return batch.sheets.all()[number]


def send(client, conversation, code, line, seen="1", **more):
    return client.post(address("typing", conversation), {"code": code, "line": line, "seen": seen, **more})


# --- typing -----------------------------------------------------------------------


def test_without_script_the_answers_are_shown_before_they_are_kept(client, host, conversation, batch):
    code = sheet_of(batch).code
    page = send(client, conversation, code, "12-3", seen="")
    text = page.content.decode()
    assert Vote.objects.count() == 0
    assert "Slepenais apgalvojums 4." in text
    assert 'name="seen" value="1"' in text
    assert 'value="12-3"' in text
    send(client, conversation, code, "12-3")
    assert list(Vote.objects.values_list("value", flat=True)) == [1, -1, 0]


def test_after_saving_the_page_says_which_sheet_and_waits_for_the_next_code(client, host, conversation, batch):
    page = client.post(
        address("typing", conversation), {"code": sheet_of(batch).code, "line": "1111", "seen": "1"}, follow=True
    )
    text = page.content.decode()
    assert page.redirect_chain == [(address("typing", conversation), 302)]
    assert "1. lapa ievadīta (Bebrenes bibliotēka)" in text
    assert text.count("autofocus") == 1
    assert text.index('name="code"') < text.index("autofocus") < text.index('name="line"')


def test_what_is_wrong_is_said_and_nothing_is_lost(client, host, conversation, batch):
    page = send(client, conversation, sheet_of(batch).code, "11k1", own_1="Vajag pirti.")
    text = page.content.decode()
    assert page.status_code == 422
    assert "„k”" in text
    assert 'value="11k1"' in text
    assert "Vajag pirti." in text
    assert not SheetTyping.objects.exists()


def test_a_refused_own_statement_keeps_the_whole_sheet_out_until_it_is_shorter(client, host, conversation, batch):
    page = send(client, conversation, sheet_of(batch).code, "1111", own_1="Vārds " * 60)
    assert page.status_code == 422
    assert (SheetTyping.objects.count(), Vote.objects.count(), Participant.objects.count()) == (0, 0, 0)


def test_a_sheet_typed_twice_leads_to_both_side_by_side(client, host, conversation, batch):
    code = sheet_of(batch).code
    send(client, conversation, code, "1111")
    answer = send(client, conversation, code, "1211")
    new = SheetTyping.objects.last()
    twice = address("sheet_twice", conversation, new.pk)
    assert answer["Location"] == twice
    text = client.get(twice).content.decode()
    assert text.count("twice-differs") == 1
    client.post(twice, {"new": "1"})
    assert SheetTyping.objects.get(is_counted=True) == new
    assert client.get(twice)["Location"] == address("sheet", conversation, code)


def test_a_misread_code_is_corrected_there(client, host, conversation, batch):
    one, other = sheet_of(batch), sheet_of(batch, 1)
    send(client, conversation, one.code, "1111")
    send(client, conversation, one.code, "2222")
    new = SheetTyping.objects.last()
    twice = address("sheet_twice", conversation, new.pk)
    assert client.post(twice, {"moved": "1", "code": "abcdef"}).status_code == 422
    client.post(twice, {"moved": "1", "code": in_parts(other.code)})
    new.refresh_from_db()
    assert (new.sheet, new.is_counted) == (other, True)


def test_undo_and_counting_again(client, host, conversation, batch):
    send(client, conversation, sheet_of(batch).code, "1111")
    typing = SheetTyping.objects.get()
    undo = address("sheet_typing", conversation, typing.pk)
    client.post(undo, {"_method": "DELETE"})
    typing.refresh_from_db()
    assert not typing.is_counted
    answer = client.post(undo, {"from": "sheet"})
    assert answer["Location"] == address("sheet", conversation, typing.sheet.code)
    typing.refresh_from_db()
    assert typing.is_counted


def test_the_code_in_the_address_opens_its_sheet(client, host, conversation, batch):
    text = client.get(address("typing", conversation) + f"?code={sheet_of(batch).code}").content.decode()
    assert "Slepenais apgalvojums 1." in text
    assert sheet_of(batch).code in text
    assert client.get(address("typing", conversation) + "?code=zzzzzz").status_code == 200


def test_rows_for_the_script_say_what_is_wrong(client, host, conversation, batch):
    rows = address("typing_rows", conversation)
    assert "Slepenais apgalvojums 2." in client.get(rows, {"code": sheet_of(batch).code}).content.decode()
    assert "data-typing-trouble" in client.get(rows, {"code": "zzzzzz"}).content.decode()


def test_what_was_told_needs_no_code(client, host, conversation):
    told = address("told", conversation)
    asked = " ".join(each.public_id for each in conversation.statements.all())
    preview = client.post(told, {"asked": asked, "line": "1122", "seen": ""})
    assert (preview.status_code, Vote.objects.count()) == (200, 0)
    assert client.post(told, {"asked": asked, "line": "1122", "seen": "1"})["Location"] == told
    assert Participant.objects.get().way == "told"
    assert client.post(told, {"asked": "x" * 10, "line": "1", "seen": "1"}).status_code == 422


# --- batches ----------------------------------------------------------------------


def batch_form(**changed):
    return {"which": "all", "count": "2", "language": "lv", "note": "Dvietes veikals", **changed}


def test_a_batch_is_made_of_all_of_few_or_of_chosen_statements(client, host, conversation):
    first, second, third, fourth = conversation.statements.all()
    make.vote(make.participant(conversation), first)
    make.vote(make.participant(conversation), third)
    sheets = address("sheets", conversation)
    for form, rows in (
        (batch_form(), [first, second, third, fourth]),
        (batch_form(which="fewest", fewest="2"), [second, fourth]),
        (batch_form(which="chosen", chosen=[fourth.public_id, first.public_id]), [first, fourth]),
    ):
        client.post(sheets, form)
        assert SheetBatch.objects.order_by("-pk")[0].rows == [each.public_id for each in rows]
    assert client.post(sheets, batch_form(which="chosen")).status_code == 422
    assert client.post(sheets, batch_form(count="100000")).status_code == 422


def test_a_hidden_statement_stands_on_no_new_sheet(client, host, conversation):
    hidden = conversation.statements.first()
    hidden.state, hidden.hidden_for = "hidden", "personal"
    hidden.save()
    page = client.get(address("sheets", conversation)).content.decode()
    assert "Slepenais apgalvojums 1." not in page
    client.post(address("sheets", conversation), batch_form())
    assert hidden.public_id not in SheetBatch.objects.get().rows


def test_the_paper_has_a_page_for_each_sheet_and_is_tagged(client, host, conversation, batch, tmp_path):
    answer = client.get(address("sheet_batch_pdf", conversation, batch.public_id))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    file = tmp_path / "sheets.pdf"
    file.write_bytes(answer.content)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 3
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "lv"


def test_a_batch_goes_only_until_something_was_typed(client, host, conversation, batch, contact):
    page = address("sheet_batch", conversation, batch.public_id)
    assert in_parts(sheet_of(batch).code) in client.get(page).content.decode()
    type_sheet(by=contact, sheet=sheet_of(batch), typed=Typed("1111"), at=now())
    assert client.post(page, {"_method": "DELETE"}).status_code == 409
    assert AnswerSheet.objects.count() == 3
    SheetTyping.objects.all().delete()
    client.post(page, {"_method": "DELETE"})
    assert not SheetBatch.objects.exists()


# --- who may not ------------------------------------------------------------------


def test_helpers_of_other_organisations_see_nothing(client, conversation, batch, contact, outsider):
    typing = type_sheet(by=contact, sheet=sheet_of(batch), typed=Typed("1111"), at=now())
    theirs = make.organisation("Biedrība „Citi”")
    make.membership(outsider, theirs)
    client.force_login(outsider)
    for name, *more in (
        ("sheets",), ("sheet_batch", batch.public_id), ("sheet_batch_pdf", batch.public_id), ("typing",),
        ("typing_rows",), ("told",), ("sheet", typing.sheet.code), ("sheet_twice", typing.pk),
    ):  # fmt: skip
        answer = client.get(address(name, conversation, *more), {"code": sheet_of(batch).code})
        assert answer.status_code == 404, name
        assert "Slepenais" not in answer.content.decode()
    assert send(client, conversation, sheet_of(batch, 1).code, "1111").status_code == 404
    assert client.post(address("sheet_typing", conversation, typing.pk), {"_method": "DELETE"}).status_code == 404
    assert SheetTyping.objects.get().is_counted


def test_a_typing_of_another_conversation_is_not_here(client, host, conversation, batch, contact):
    typing = type_sheet(by=contact, sheet=sheet_of(batch), typed=Typed("1111"), at=now())
    other = make.conversation("Cita", made_by=contact)
    assert client.get(address("sheet", other, typing.sheet.code)).status_code == 404
    assert client.post(address("sheet_typing", other, typing.pk), {"_method": "DELETE"}).status_code == 404
    assert client.get(address("sheet_batch", other, batch.public_id)).status_code == 404


def test_nobody_types_without_signing_in(client, conversation):
    assert client.get(address("typing", conversation)).status_code == 302


@pytest.mark.parametrize("name", ["sheets", "typing", "told"])
def test_other_methods_are_not_taken(client, host, conversation, name):
    assert client.put(address(name, conversation)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(
    client, host, conversation, batch, contact, count, django_assert_num_queries
):
    for number in range(count):
        type_sheet(by=contact, sheet=sheet_of(batch, number), typed=Typed("1111"), at=now())
        if number:
            new = NewBatch(statements=list(conversation.statements.all()), count=1)
            make_sheets(by=contact, conversation=conversation, new=new, at=now())
    client.get(address("sheets", conversation))
    with django_assert_num_queries(SHEETS):
        client.get(address("sheets", conversation))
    with django_assert_num_queries(TYPING):
        client.get(address("typing", conversation))


SHEETS, TYPING = 9, 9


def test_an_unreadable_code_is_replaced_and_typing_begins_with_the_new_one(client, host, conversation, batch):
    page = address("sheet_batch", conversation, batch.public_id)
    assert "Dot jaunu kodu" in client.get(page).content.decode()
    new = AnswerSheet.objects.order_by("pk")
    answer = client.post(page)
    assert answer["Location"] == f"{address('typing', conversation)}?code={new.last().code}"
