"""Suggestions of readers: made without an account, taken over in parts, answered, forgotten."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support import personal, suggested
from savienojums.support.actions import corrections, measures, rounds
from savienojums.support.jobs import corrections as jobs
from savienojums.support.models import Correction, Round
from savienojums.support.queries.corrections import suggestion_of, suggestions_for, to_forget
from tests import make

LATER = make.NOW + timedelta(hours=1)


def measure_of(**details):
    measure = make.measure("Upes fonds", amount_max=Decimal(1000), ask_where="Anna", **details)
    make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=time(12))
    return measure


def suggest(measure, remark="", email="", by=None, **said):
    said = {
        "closes_on": date(2027, 3, 1),
        "closes_hour": time(12),
        "amount_max": Decimal(1000),
        "ask_where": "Anna",
    } | said
    told = suggestion_of(measure, said, remark, make.NOW)
    return corrections.propose_correction(by=by, measure=measure, suggestion=told, email=email, at=make.NOW)


def accept(by, correction, *parts, answer=""):
    corrections.accept_correction(by=by, correction=correction, parts=parts, answer=answer, at=LATER)
    correction.refresh_from_db()
    return correction


def line(verb):
    return Record.objects.filter(verb=verb).latest("id")


@pytest.mark.django_db
def test_only_what_differs_is_suggested_and_nothing_changes_by_it():
    measure = measure_of()
    made = suggest(measure, closes_on=date(2027, 2, 15), amount_max=Decimal("1500.00"), email="Anna@Lasa.Test")
    assert made.changes == {"closes_on": ["2027-03-01", "2027-02-15"], "amount_max": ["1000", "1500"]}
    assert (made.round_id, made.email, made.language) == (measure.rounds.get().public_id, "anna@lasa.test", "lv")
    measure.refresh_from_db()
    assert measure.amount_max == 1000
    told = line("support.correction_proposed")
    assert (told.audience, told.subject, told.particulars["correction"]) == (Audience.EDITORS, measure, made.public_id)
    assert "lasa" not in repr(told.particulars)


@pytest.mark.django_db
def test_a_suggestion_that_says_nothing_is_refused_and_a_remark_alone_is_enough():
    measure = measure_of()
    with pytest.raises(corrections.NothingSuggested):
        suggest(measure)
    assert suggest(measure, remark="Tālrunis neatbild.").changes == {}


@pytest.mark.django_db
@pytest.mark.parametrize("details", [{"published_at": None}, {"removed_at": make.NOW}])
def test_what_one_cannot_read_one_cannot_correct(details, editor):
    with pytest.raises(NotAllowed):
        suggest(measure_of(**details), remark="Kļūda ierakstā.", by=editor)


@pytest.mark.django_db
def test_an_editor_takes_over_the_parts_that_are_ticked_as_ordinary_changes(editor):
    measure = measure_of()
    made = suggest(
        measure, closes_on=date(2027, 2, 15), closes_hour=time(15), amount_max=Decimal(1500), ask_where="Zane"
    )
    done = accept(editor, made, "deadline", "ask_where", "nonsense", answer="Paldies!")
    measure.refresh_from_db()
    found = measure.rounds.get()
    assert (found.closes_on, found.closes_hour, measure.ask_where) == (date(2027, 2, 15), time(15), "Zane")
    assert measure.amount_max == 1000
    assert (done.state, done.accepted, done.answered_by, done.answer) == (
        "partly", ["deadline", "ask_where"], editor, "Paldies!",
    )  # fmt: skip
    assert line("support.round_changed").by == editor
    assert line("support.measure_changed").particulars["changes"] == {"ask_where": ["Anna", "Zane"]}
    assert line("support.correction_accepted").particulars["parts"] == ["deadline", "ask_where"]


@pytest.mark.django_db
def test_a_deadline_nobody_knew_becomes_a_round(editor):
    measure = make.measure()
    told = suggestion_of(measure, {"closes_on": date(2027, 5, 1), "closes_hour": None}, "", make.NOW)
    made = corrections.propose_correction(by=None, measure=measure, suggestion=told, at=make.NOW)
    assert accept(editor, made, "deadline").state == "accepted"
    assert Round.objects.get().closes_on == date(2027, 5, 1)


@pytest.mark.django_db
def test_what_cannot_be_taken_over_leaves_everything_as_it_was(editor):
    measure = measure_of(amount_min=Decimal(100))
    made = suggest(measure, ask_where="Zane", closes_on=date(2027, 2, 15), amount_min=Decimal(100))
    rounds.remove_round(by=editor, round_=measure.rounds.get(), at=LATER)
    with pytest.raises(rounds.RoundGone):
        accept(editor, made, "deadline", "ask_where")
    measure.refresh_from_db()
    made.refresh_from_db()
    assert (measure.ask_where, made.state) == ("Anna", "waiting")


@pytest.mark.django_db
def test_one_answer_is_enough_and_a_refusal_says_why(editor):
    measure = measure_of()
    made = suggest(measure, ask_where="Zane")
    with pytest.raises(corrections.NothingTicked):
        accept(editor, made)
    with pytest.raises(corrections.ReasonMissing):
        corrections.decline_correction(by=editor, correction=made, reason="", at=LATER)
    corrections.decline_correction(by=editor, correction=made, reason="Zvanīju, ir Anna.", at=LATER)
    made.refresh_from_db()
    assert (made.state, made.answer, measure.ask_where) == ("declined", "Zvanīju, ir Anna.", "Anna")
    assert line("support.correction_declined").by == editor
    with pytest.raises(corrections.CorrectionAnswered):
        accept(editor, made, "ask_where")


@pytest.mark.django_db
def test_others_answer_nothing(contact, editor):
    made = suggest(measure_of(), ask_where="Zane")
    with pytest.raises(NotAllowed):
        accept(contact, made, "ask_where")
    with pytest.raises(NotAllowed):
        corrections.decline_correction(by=contact, correction=made, reason="Nē", at=LATER)
    with pytest.raises(NotAllowed):
        corrections.forget_proposer(by=editor, correction=made, at=LATER)
    with pytest.raises(NotAllowed):
        corrections.answer_proposer(by=editor, correction=made, at=LATER)


@pytest.mark.django_db
def test_whoever_left_an_address_hears_once_what_became_of_it(editor):
    measure = measure_of()
    made = suggest(measure, email="anna@lasa.test", ask_where="Zane", amount_max=Decimal(5))
    silent = suggest(measure, remark="Tālrunis neatbild.")
    accept(editor, made, "ask_where", answer="Summu vēl noskaidrosim.")
    jobs.thank_for_the_correction(line("support.correction_accepted").pk)
    jobs.thank_for_the_correction(line("support.correction_accepted").pk)
    corrections.decline_correction(by=editor, correction=silent, reason="Neattiecas.", at=LATER)
    jobs.explain_the_refusal(line("support.correction_declined").pk)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["anna@lasa.test"], "Jūsu ieteikums par „Upes fonds”")
    assert "Daļu no tā pārņēmām" in letter.body
    assert "- Kur jautāt" in letter.body
    assert "Summu vēl noskaidrosim." in letter.body
    assert measure.get_absolute_url() in letter.body


@pytest.mark.django_db
def test_the_address_is_forgotten_ninety_days_after_the_answer(editor):
    made = suggest(measure_of(), email="anna@lasa.test", ask_where="Zane")
    assert to_forget(LATER + timedelta(days=400)) == []
    accept(editor, made, "ask_where")
    assert to_forget(LATER + timedelta(days=89)) == []
    assert to_forget(LATER + timedelta(days=91)) == [made]
    corrections.forget_proposer(by=SYSTEM, correction=made, at=LATER)
    made.refresh_from_db()
    assert (made.email, made.state) == ("", "accepted")


@pytest.mark.django_db
def test_a_person_sees_and_takes_back_what_is_theirs(contact):
    made = suggest(measure_of(), email=contact.email, remark="Tālrunis neatbild.")
    held = {each.key: each.rows for each in personal.held(contact)}
    assert [row["remark"] for row in held["corrections"]] == ["Tālrunis neatbild."]
    personal.forget(contact, make.NOW)
    made.refresh_from_db()
    assert made.email == ""


@pytest.mark.django_db
def test_editors_see_what_stood_there_what_is_suggested_and_what_stands_there_meanwhile(editor):
    measure = measure_of()
    suggest(measure, ask_where="Zane", amount_max=Decimal(1500))
    measures.change_measure(by=editor, measure=measure, details={"ask_where": "Ilze"}, at=LATER)
    measure.refresh_from_db()
    (shown,) = suggestions_for(editor, measure, make.NOW).waiting
    assert [(part.name, part.old, part.new, part.now) for part in shown.parts] == [
        ("amount_max", "1\u00a0000\u00a0EUR", "1\u00a0500\u00a0EUR", ""),
        ("ask_where", "Anna", "Zane", "Ilze"),
    ]


@pytest.mark.django_db
def test_suggestions_are_taken_in_turn(editor):
    measure = measure_of()
    for number in range(12):
        made = suggest(measure, remark=f"Piezīme par {number}")
        if number > 1:
            accept(editor, made)
    told = suggestions_for(editor, measure, make.NOW)
    assert [shown.correction.remark for shown in told.waiting] == ["Piezīme par 0", "Piezīme par 1"]
    assert len(told.answered) == 10
    assert Correction.objects.waiting().count() == 2


@given(st.sets(st.sampled_from(suggested.LINES)), st.sets(st.sampled_from([*suggested.PARTS, "x"])))
def test_only_parts_that_were_suggested_are_taken(lines, parts):
    changes = {name: ["", None] for name in lines}
    offered = suggested.parts_of(changes)
    taken = suggested.taken(changes, [part for part in offered if part in parts], suggested.LINES)
    assert set(taken) <= lines
    assert set(suggested.parts_of(taken)) == set(offered) & parts


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("https://spam.example", True),
        ("Skat. www.spam.example/pirkt", True),
        ("Termiņš ir cits, skatiet https://fonds.test/lv", False),
        ("Bez saites", False),
        ("", False),
    ],
)
def test_a_link_alone_tells_nothing(text, only):
    assert suggested.is_only_links(text) is only
