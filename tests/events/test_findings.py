"""Findings: read by organisers only until released, then by everyone without anybody being known by them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.events.actions import consents
from savienojums.events.actions import findings as acts
from savienojums.events.actions.coding import Heard, change_quote, mark_quote
from savienojums.events.actions.registrations import change_registration
from savienojums.events.findings_cells import Marks, counted, told
from savienojums.events.models import Code, Quote
from savienojums.events.parties import Guest, Party
from savienojums.events.queries import coding
from savienojums.events.queries.findings import findings, released_for
from savienojums.journal.models import Record
from tests import make
from tests.events.focus import NAMES, agreed, focus_group, note, quote, voices

marks = st.builds(Marks, st.sampled_from(["", "young", "senior"]), st.integers(0, 3), st.sampled_from(["", "a", "b"]))


@given(st.dictionaries(st.integers().map(str), marks, max_size=12), st.integers(2, 4))
def test_nothing_told_of_a_voice_is_shared_by_too_few(voices, smallest):
    shown = told(voices, smallest)
    assert shown.keys() == voices.keys()
    for label, count in Counter(shown.values()).items():
        assert label == Marks() or count >= smallest
    for voice, label in shown.items():
        own = voices[voice]
        assert label.age_band in {"", own.age_band}
        assert label.place in {0, own.place}
        assert label.kind in {"", own.kind}


@given(st.lists(st.sampled_from("abc"), max_size=20), st.integers(2, 5))
def test_a_small_cell_has_no_number_and_no_sum_gives_it_away(values, smallest):
    cells = counted(values, smallest)
    hidden = [value for value, count in cells.items() if count is None]
    assert all(count >= smallest for count in cells.values() if count is not None)
    assert len(hidden) != 1 or len(cells) == 1


def test_without_a_limit_everything_is_counted():
    assert counted(["a", "b", "a", ""]) == {"a": 2, "b": 1}


# --- who reads what ----------------------------------------------------------------

db = pytest.mark.django_db
SECRET = "Autobuss pēc četriem nebrauc"
# The groups of these tests meet in the middle of December.
MET = make.NOW + timedelta(days=30)


def told_group(contact, **details):
    group = focus_group(contact, *NAMES, **details)
    stretch = note(group, f"P1: {SECRET}. P2: Mums ir auto. P3: Ejam kājām. P4: Brauc draugs.")
    for number, words in enumerate((SECRET, "Mums ir auto", "Ejam kājām", "Brauc draugs"), 1):
        band = "senior" if number == 4 else "young"
        quote(stretch, words, "Transports", voice=f"P{number}", age_band=band)
    agreed(group)
    return group


@db
def test_before_release_only_organisers_read(contact, outsider, coordinator):
    group = told_group(contact)
    code = Code.objects.get()
    assert findings(None) == findings(outsider) == findings(coordinator) == findings(contact) == []
    assert coding.codes_for(outsider) == coding.codes_for(None) == []
    for person in (None, outsider):
        assert Quote.objects.visible_to(person).count() == 0
        with pytest.raises(NotFound):
            coding.code_for(person, code.public_id)
        with pytest.raises(NotFound):
            released_for(person, group.event.slug)
    for person in (contact, coordinator):
        assert len(coding.code_page(person, code).quotes) == 4
        assert coding.codes_for(person)[0].quotes == 4


@db
def test_released_everyone_reads_without_numbers_and_small_cells(contact, outsider):
    group = told_group(contact)
    acts.release_findings(by=contact, focus_group=group, at=MET)
    for person in (None, outsider):
        (found,) = findings(person)
        assert (found.name, found.voice_count, found.group_count) == ("Transports", 4, 1)
        assert [said.age_band for said in found.quotes] == ["līdz 25", "līdz 25", "līdz 25", ""]
        assert found.quotes[0].text == SECRET
        assert (found.quotes[0].on, found.quotes[0].address) == (date(2026, 12, 14), group.event.slug)
        assert "P1" not in str(found.quotes[0])
        assert found.ages == {"līdz 25": 3}
        page = coding.code_page(person, Code.objects.get())
        assert page.quotes == ()
        assert page.others == found
    assert released_for(None, group.event.slug)[1] == findings(None)


@db
def test_release_and_taking_back_stand_in_the_journal(contact, outsider):
    group = told_group(contact)
    for act in (acts.release_findings, acts.withhold_findings):
        with pytest.raises(NotAllowed):
            act(by=outsider, focus_group=group, at=MET)
    acts.release_findings(by=contact, focus_group=group, at=MET)
    acts.release_findings(by=contact, focus_group=group, at=MET)
    acts.withhold_findings(by=contact, focus_group=group, at=make.NOW)
    assert findings(None) == []
    lines = [(each.verb, each.audience) for each in Record.objects.order_by("pk")]
    assert lines == [("events.findings_released", "everyone"), ("events.findings_withheld", "editors")]


@db
def test_words_of_somebody_who_did_not_agree_are_not_given_out(contact):
    group = told_group(contact)
    voices(group)
    people = group.event.attendances.order_by("pk")
    people.filter(name=NAMES[2]).update(consented_at=None)
    with pytest.raises(acts.NotAgreed, match="P3"):
        acts.release_findings(by=contact, focus_group=group, at=MET)
    people.update(consented_at=make.NOW)
    acts.release_findings(by=contact, focus_group=group, at=MET)
    # What is added now is out at once.
    people.filter(name=NAMES[0]).update(consented_at=None)
    stretch = note(group, "P1: dārgi. Jānim lēti.")
    for words, voice, refusal in (("dārgi", "P1", acts.NotAgreed), ("Jānim lēti", "P2", acts.NamesInQuotes)):
        with pytest.raises(refusal):
            mark_quote(by=contact, note=stretch, words=words, near=0, heard=Heard(voice=voice), at=make.NOW)
    made = mark_quote(by=contact, note=stretch, words="lēti", near=0, heard=Heard(voice="P2"), at=make.NOW)
    with pytest.raises(acts.NotAgreed):
        change_quote(by=contact, quote=made, heard=Heard(voice="P1"), at=make.NOW)


@db
def test_nothing_and_names_are_not_released(contact):
    group = focus_group(contact, *NAMES)
    agreed(group)
    with pytest.raises(acts.NothingFound):
        acts.release_findings(by=contact, focus_group=group, at=MET)
    stretch = note(group, "P2: Ilzei Lācei nav auto. P1: nav.")
    quote(stretch, "nav.")
    with pytest.raises(acts.NothingFound):
        acts.release_findings(by=contact, focus_group=group, at=MET)
    quote(stretch, "Ilzei Lācei nav auto", "Transports")
    for sure in (False, True):
        with pytest.raises(acts.NamesInNotes, match="Ilzei Lācei"):
            acts.release_findings(by=contact, focus_group=group, sure=sure, at=MET)
    assert findings(None) == []
    stretch.text = "P2: P3 nav auto. P1: nav."
    stretch.save()
    # In a quote alone somebody may be sure that it is none.
    with pytest.raises(acts.NamesInQuotes):
        acts.release_findings(by=contact, focus_group=group, at=MET)
    acts.release_findings(by=contact, focus_group=group, sure=True, at=MET)


@db
def test_a_name_in_notes_nobody_quoted_holds_the_findings_back(contact):
    group = told_group(contact)
    note(group, "Pārtraukumā Bērziņš teica, ka brauks prom.")
    with pytest.raises(acts.NamesInNotes, match="Bērziņš"):
        acts.release_findings(by=contact, focus_group=group, sure=True, at=MET)


@db
def test_before_the_group_met_nothing_is_given_out(contact):
    group = told_group(contact)
    with pytest.raises(acts.NotMet):
        acts.release_findings(by=contact, focus_group=group, sure=True, at=make.NOW)
    acts.release_findings(by=contact, focus_group=group, at=group.event.starts_at)
    assert len(findings(None)) == 1


@db
def test_words_of_too_few_people_are_not_given_out(contact):
    group = focus_group(contact, *NAMES)
    quote(note(group), "nebrauc", "Transports", voice="P1")
    people = group.event.attendances.order_by("pk")
    for agreed_count in (0, 1, 2):
        people.filter(pk__in=[each.pk for each in people[:agreed_count]]).update(consented_at=make.NOW)
        with pytest.raises(acts.TooFewAgreed, match=str(agreed_count)):
            acts.release_findings(by=contact, focus_group=group, sure=True, at=MET)
    agreed(group)
    acts.release_findings(by=contact, focus_group=group, at=MET)


@db
def test_once_people_are_erased_their_numbers_are_counted(contact):
    group = told_group(contact)
    voices(group)
    group.voices.update(attendance=None, consented=True)
    group.event.attendances.all().delete()
    group.event.erased_at = MET
    group.event.save()
    acts.release_findings(by=contact, focus_group=group, at=MET)
    assert len(findings(None)) == 1
    group.voices.filter(number=1).delete()
    with pytest.raises(acts.TooFewAgreed):
        acts.release_findings(by=contact, focus_group=group, at=MET)


@db
def test_whoever_did_not_agree_has_not_agreed_once_they_are_forgotten(contact):
    group = told_group(contact)
    voices(group)
    group.event.attendances.filter(name=NAMES[1]).update(consented_at=None)
    consents.forget_voices(by=SYSTEM, focus_group=group, at=MET)
    assert list(group.voices.values_list("attendance", "consented")) == [(None, True), (None, False), (None, True)]
    with pytest.raises(acts.NotAgreed, match=r"^P2:"):
        acts.release_findings(by=contact, focus_group=group, at=MET)
    Quote.objects.filter(voice="P2").delete()
    group.smallest_cell = 2
    acts.release_findings(by=contact, focus_group=group, at=MET)
    assert len(findings(None)) == 1


@db
def test_whom_a_party_takes_off_its_list_has_agreed_only_if_they_said_so(contact):
    group = told_group(contact)
    group.event.attendances.update(consented_at=None)
    voices(group)
    first, second, _third = group.event.attendances.order_by("pk")
    registration = first.registration
    answers = {first.pk: consents.Answer(True), second.pk: consents.Answer(True)}
    consents.place_people(by=contact, focus_group=group, answers=answers, at=make.NOW)
    left = Party(name=first.name, email=registration.email, people=(Guest(first.name, row=first.row_code),))
    change_registration(by=None, registration=registration, token=registration.token, party=left, at=make.NOW)
    assert list(group.voices.values_list("attendance", "consented")) == [(first.pk, True), (None, True), (None, False)]
    with pytest.raises(acts.NotAgreed, match=r"^P3:"):
        acts.release_findings(by=contact, focus_group=group, at=MET)


@db
def test_an_event_for_members_tells_members_only(contact, outsider):
    group = told_group(contact, event={"circle": "members"})
    acts.release_findings(by=contact, focus_group=group, at=MET)
    assert findings(None) == findings(outsider) == []
    make.membership(outsider, make.organisation())
    assert len(findings(outsider)) == 1


@db
def test_the_question_is_narrowed_without_telling_more(contact):
    group = told_group(contact)
    stretch = group.notes.get()
    quote(stretch, "auto", "Nauda", voice="P2", age_band="young")
    group.released_at = make.NOW
    group.save()
    nauda = Code.objects.get(name="Nauda")
    (found,) = findings(None, codes=[nauda.public_id])
    assert (found.name, found.voice_count, found.ages) == ("Nauda", 1, {})
    # Said of the voice is what the whole group allows, whatever was asked for.
    assert found.quotes[0].age_band == "līdz 25"
    assert [each.name for each in findings(None, events=[group.event.slug])] == ["Nauda", "Transports"]
    assert findings(None, events=["cits"]) == []
    assert findings(None, since=date(2027, 1, 1)) == []


@db
def test_as_many_questions_for_three_groups_as_for_one(contact, django_assert_num_queries):
    def release():
        group = told_group(contact)
        group.released_at = make.NOW
        group.save()

    release()
    findings(None)
    with django_assert_num_queries(2):
        findings(None)
    release()
    release()
    with django_assert_num_queries(2):
        assert findings(None)[0].group_count == 3


@db
def test_each_export_is_written_down(contact, outsider):
    group = told_group(contact)
    with pytest.raises(NotAllowed):
        acts.export_quotes(by=outsider, focus_group=group, form="csv", at=make.NOW)
    acts.export_quotes(by=contact, focus_group=group, form="csv", at=make.NOW)
    assert [(each.verb, each.particulars) for each in Record.objects.all()] == [
        ("events.quotes_exported", {"form": "csv"})
    ]
