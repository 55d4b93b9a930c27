"""Quotes and codes: marked as they stand, coded, merged, taken along."""

import csv
import io

import pytest

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events.actions import coding as acts
from savienojums.events.coding_table import quotes_file
from savienojums.events.models import Code, MixCell, MixChoice, Quote
from savienojums.events.queries import coding as queries
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(contact):
    return focus_group(contact, *NAMES)


@pytest.fixture
def stretch(group):
    return note(group, "P1: Autobuss pēc četriem nebrauc.\nP2: Mums ir auto, bet degviela dārga.")


def mark(by, stretch, words, **heard):
    return acts.mark_quote(by=by, note=stretch, words=words, near=0, heard=acts.Heard(**heard), at=make.NOW)


def test_a_passage_becomes_a_quote_with_codes_new_and_old(contact, stretch):
    old = Code.objects.create(name="Transports")
    made = mark(contact, stretch, "Autobuss   pēc četriem", codes=(old,), new_codes=("Vakari", "transports"))
    assert made.text == "Autobuss pēc četriem"
    assert stretch.text[made.begins : made.ends] == made.text
    assert [code.name for code in made.codes.all()] == ["Transports", "Vakari"]
    assert made.coded_by == contact
    line = Record.objects.get()
    assert (line.verb, line.particulars) == ("events.quote_marked", {})


def test_of_the_voice_the_list_knows_age_place_and_role(contact, group, stretch):
    voices(group)
    person = group.event.attendances.order_by("pk").first()
    person.age_band, person.place = "young", make.place()
    person.save()
    cell = MixCell.objects.create(focus_group=group, wanted=1, kind="skolniece")
    MixChoice.objects.create(attendance=person, cell=cell)
    made = mark(contact, stretch, "Autobuss", voice="P1")
    assert (made.voice, made.age_band, str(made.place), made.kind) == ("P1", "young", "Rubenes pagasts", "skolniece")
    said = mark(contact, stretch, "degviela", voice="P1", age_band="senior", kind="šofere")
    assert (said.age_band, said.kind) == ("senior", "šofere")
    assert mark(contact, stretch, "dārga", voice="P9").age_band == ""


def test_what_does_not_stand_in_the_notes_is_no_quote(contact, stretch):
    with pytest.raises(acts.NotInTheNotes):
        mark(contact, stretch, "Vilciens nebrauc")
    mark(contact, stretch, "Autobuss")
    with pytest.raises(acts.MarkedAlready):
        mark(contact, stretch, "Autobuss")


def test_others_neither_mark_nor_change(contact, outsider, group, stretch):
    made = quote(stretch, "Autobuss", "Transports")
    code = made.codes.get()
    into = Code.objects.create(name="Ceļš")
    for act, details in (
        (acts.mark_quote, {"note": stretch, "words": "auto", "near": 0, "heard": acts.Heard()}),
        (acts.change_quote, {"quote": made, "heard": acts.Heard()}),
        (acts.remove_quote, {"quote": made}),
        (acts.add_code, {"focus_group": group, "name": "x"}),
        (acts.change_code, {"code": code, "name": "x", "note": ""}),
        (acts.merge_codes, {"code": code, "into": into}),
    ):
        with pytest.raises(NotAllowed):
            act(by=outsider, at=make.NOW, **details)
    with pytest.raises(NotFound):
        queries.quote_for(focus_group(contact), made.public_id)


def test_a_quote_is_changed_and_its_mark_goes(contact, stretch):
    made = quote(stretch, "Autobuss", "Transports", voice="P1", age_band="young")
    acts.change_quote(by=contact, quote=made, heard=acts.Heard(voice="P2", new_codes=("Vakari",)), at=make.NOW)
    made.refresh_from_db()
    assert (made.voice, made.age_band, [code.name for code in made.codes.all()]) == ("P2", "", ["Vakari"])
    acts.remove_quote(by=contact, quote=made, at=make.NOW)
    assert Quote.objects.count() == 0
    assert stretch.text


def test_a_code_is_called_otherwise_but_not_as_another(coordinator, contact, group):
    code = acts.add_code(by=contact, focus_group=group, name="Transports", at=make.NOW)
    assert acts.add_code(by=contact, focus_group=group, name="transports", note="Kā nokļūt", at=make.NOW) == code
    acts.change_code(by=contact, code=code, name="Nokļūšana", note="", at=make.NOW)
    Code.objects.create(name="Vakari")
    with pytest.raises(acts.SameName):
        acts.change_code(by=coordinator, code=code, name="vakari", note="", at=make.NOW)


def test_two_codes_become_one_and_no_quote_is_lost(coordinator, stretch):
    both, one = quote(stretch, "Autobuss", "Buss", "Transports"), quote(stretch, "auto", "Buss")
    gone, into = Code.objects.get(name="Buss"), Code.objects.get(name="Transports")
    with pytest.raises(acts.IntoItself):
        acts.merge_codes(by=coordinator, code=into, into=into, at=make.NOW)
    assert acts.merge_codes(by=coordinator, code=gone, into=into, at=make.NOW) == 2
    assert {each: [code.name for code in each.codes.all()] for each in (both, one)} == {
        both: ["Transports"], one: ["Transports"],
    }  # fmt: skip
    assert not Code.objects.filter(name="Buss").exists()


def test_notes_are_laid_out_with_overlapping_quotes(stretch, group):
    first, second = quote(stretch, "Autobuss pēc četriem"), quote(stretch, "četriem nebrauc")
    (leaf,) = queries.leaves_to_code(group)
    assert "".join(piece.text for piece in leaf.pieces) == stretch.text
    assert [(piece.text, piece.quotes) for piece in leaf.pieces if piece.quotes] == [
        ("Autobuss pēc ", (first,)), ("četriem", (first, second)), (" nebrauc", (second,)),
    ]  # fmt: skip


def test_coded_quotes_are_taken_along_with_their_codes(stretch, group):
    quote(stretch, "Autobuss", "Vakari", "Transports", voice="P1", age_band="young")
    quote(stretch, "auto, bet", kind="=1+1")
    content, kind = quotes_file("csv", queries.leaves_to_code(group), group)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert kind.startswith("text/csv")
    assert rows[1][:4] == ["Autobuss", "Transports; Vakari", "P1", "līdz 25"]
    assert rows[2][5] == "'=1+1"
    assert len(rows) == 3
    assert quotes_file("xlsx", queries.leaves_to_code(group), group)[0].startswith(b"PK")
