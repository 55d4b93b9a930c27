"""Consent: given on the web or on paper, taken back, forgotten; never a name in the journal."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.events.actions import consents as acts
from savienojums.events.actions.consents import Answer
from savienojums.events.jobs import focus as jobs
from savienojums.events.models import MixCell, Quote
from savienojums.events.queries import consents as queries
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def group(contact):
    return focus_group(contact, *NAMES)


@pytest.fixture
def party(group):
    return group.event.registrations.get()


def answer_all(party, agrees, **details):
    answers = {person.pk: Answer(agrees) for person in party.people.all()}
    acts.answer_consent(by=None, registration=party, answers=answers, token=party.token, at=make.NOW, **details)


def test_each_person_of_a_party_agrees_by_the_link(group, party):
    first, second, _third = party.people.order_by("pk")
    cell = MixCell.objects.create(focus_group=group, wanted=1, kind="darba devējs")
    answers = {first.pk: Answer(True, cell, "young"), second.pk: Answer(False)}
    acts.answer_consent(by=None, registration=party, answers=answers, token=party.token, at=make.NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.consented_at, first.consented_by, first.age_band) == (make.NOW, "web", "young")
    assert first.mix_choice.cell == cell
    assert second.consented_at is None


def test_the_journal_counts_and_names_nobody(group, party):
    answer_all(party, agrees=True)
    line = Record.objects.get()
    assert line.verb == "events.consent_answered"
    assert line.particulars == {"given": 3, "withdrawn": 0, "way": "web"}
    assert not any(name in str(vars(line)) for name in ("Ozola", "anna@"))


def test_without_the_link_nobody_agrees_for_others(party, outsider):
    for by, token in ((None, "falsch"), (None, ""), (outsider, "")):
        with pytest.raises(NotAllowed):
            acts.answer_consent(by=by, registration=party, answers={}, token=token, at=make.NOW)
    party.person = outsider
    acts.answer_consent(by=outsider, registration=party, answers={}, at=make.NOW)


def test_a_line_of_another_group_is_not_taken(group, party, contact):
    other = MixCell.objects.create(focus_group=focus_group(contact), wanted=1)
    person = party.people.first()
    answers = {person.pk: Answer(True, other)}
    acts.answer_consent(by=None, registration=party, answers=answers, token=party.token, at=make.NOW)
    person.refresh_from_db()
    assert not hasattr(person, "mix_choice")


def test_people_of_another_party_are_out_of_reach(group, party):
    other = make.registration(group.event, "Zane Liepa", email="zane@selija.test")
    person = other.people.get()
    answers = {person.pk: Answer(True)}
    acts.answer_consent(by=None, registration=party, answers=answers, token=party.token, at=make.NOW)
    person.refresh_from_db()
    assert person.consented_at is None


def test_taking_consent_back_takes_the_quotes_out(group, party):
    answer_all(party, agrees=True)
    voices(group)
    text = note(group, "P1: Autobuss nebrauc. P2: Mums ir auto.")
    quote(text, "Autobuss nebrauc.", "transports", voice="P1")
    kept = quote(text, "Mums ir auto.", "transports", voice="P2")
    first = party.people.order_by("pk").first()
    answers = {first.pk: Answer(False)}
    acts.answer_consent(by=None, registration=party, answers=answers, token=party.token, at=LATER)
    first.refresh_from_db()
    assert first.consented_at is None
    assert list(Quote.objects.all()) == [kept]
    assert group.voices.get(number=1).withdrawn_at == LATER


def test_after_its_day_consent_cannot_be_taken_back(group, party):
    answer_all(party, agrees=True)
    group.withdraw_until = date(2026, 11, 22)
    group.save()
    party.event.refresh_from_db()
    with pytest.raises(acts.TooLateToWithdraw):
        answer_all(party, agrees=False)
    assert party.people.filter(consented_at=None).count() == 0


def test_on_its_last_day_it_still_can(group, party):
    answer_all(party, agrees=True)
    group.withdraw_until = date(2026, 11, 23)
    group.save()
    answer_all(party, agrees=False)
    assert party.people.filter(consented_at=None).count() == 3


def test_organisers_note_what_was_signed_on_paper(group, contact, outsider):
    person = group.event.attendances.first()
    answers = {person.pk: Answer(True)}
    with pytest.raises(NotAllowed):
        acts.place_people(by=outsider, focus_group=group, answers=answers, at=make.NOW)
    acts.place_people(by=contact, focus_group=group, answers=answers, at=make.NOW)
    person.refresh_from_db()
    assert (person.consented_at, person.consented_by) == (make.NOW, "paper")


def test_the_second_tick_does_not_change_when_it_was(group, party, contact):
    answer_all(party, agrees=True)
    person = party.people.first()
    answers = {person.pk: Answer(True)}
    acts.place_people(by=contact, focus_group=group, answers=answers, at=LATER)
    person.refresh_from_db()
    assert (person.consented_at, person.consented_by) == (make.NOW, "web")


def test_time_forgets_who_stood_behind_a_number(group, contact):
    voices(group)
    group.withdraw_until = date(2026, 11, 22)
    group.save()
    assert queries.groups_to_forget(date(2026, 11, 22)) == []
    assert queries.groups_to_forget(date(2026, 11, 23)) == [group]
    with pytest.raises(NotAllowed):
        acts.forget_voices(by=contact, focus_group=group, at=make.NOW)
    assert acts.forget_voices(by=SYSTEM, focus_group=group, at=make.NOW) == 3
    assert acts.forget_voices(by=SYSTEM, focus_group=group, at=make.NOW) == 0
    assert set(group.voices.values_list("attendance", flat=True)) == {None}
    assert [each.particulars for each in Record.objects.all()] == [{"count": 3}]
    acts.number_people(group)
    assert group.voices.count() == 3


def test_a_number_is_nobody_elses(group, contact):
    acts.number_people(group)
    group.event.attendances.order_by("pk").first().delete()
    make.registration(group.event, "Zane Liepa", email="zane@selija.test")
    acts.number_people(group)
    numbers = {voice.number: voice.attendance and voice.attendance.name for voice in group.voices.all()}
    assert numbers == {1: None, 2: "Jānis Bērziņš", 3: "Ilze Lāce", 4: "Zane Liepa"}


def test_the_house_has_words_in_every_language(group):
    told = queries.default_consent(group.event, date(2026, 12, 31), date(2032, 12, 31))
    assert list(told) == ["lv", "en", "ru"]
    assert "31 December 2026" in told["en"]
    assert "2026. gada 31. decembri" in told["lv"].replace("decembrim", "decembri")
    with translation.override("ru"):
        assert str(told) == told["ru"]
    group.consent_text = {"lv": "Piekrītu."}
    assert queries.consent_of(group)["lv"] == "Piekrītu."
    assert queries.consent_of(group)["en"]


def test_a_link_opens_only_parties_of_focus_groups(party, contact):
    assert queries.party_by(party.token) == party
    plain = make.registration(make.event(made_by=contact), "Zane Liepa")
    for token in (plain.token, "nekas", f"{party.token}x", party.public_id):
        with pytest.raises(NotFound):
            queries.party_by(token)
    party.cancelled_at = make.NOW
    party.save()
    with pytest.raises(NotFound):
        queries.party_by(party.token)


def test_sheets_with_names_are_written_in_the_journal(group, contact, outsider):
    with pytest.raises(NotAllowed):
        acts.print_consents(by=outsider, focus_group=group, named=True, at=make.NOW)
    acts.print_consents(by=contact, focus_group=group, named=False, at=make.NOW)
    assert Record.objects.count() == 0
    acts.print_consents(by=contact, focus_group=group, named=True, at=make.NOW)
    assert [(each.verb, each.particulars) for each in Record.objects.all()] == [
        ("events.list_exported", {"what": "consents"})
    ]


def test_the_job_forgets_by_itself(group, contact, monkeypatch):
    voices(group)
    group.withdraw_until = date(2026, 11, 22)
    group.save()
    monkeypatch.setattr(jobs, "now", lambda: make.NOW)
    jobs.forget_who_spoke()
    jobs.forget_who_spoke()
    assert set(group.voices.values_list("attendance", flat=True)) == {None}
    assert Record.objects.filter(verb="events.voices_forgotten").count() == 1
