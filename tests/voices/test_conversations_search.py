"""Conversations and surveys in the one search: by any word form, and never what stands in no list."""

from datetime import timedelta

import pytest

from savienojums.core import search
from savienojums.journal.models import Record
from savienojums.voices.actions import conversations as actions
from savienojums.voices.actions.searching import index_voices
from savienojums.voices.jobs.searching import let_it_be_found
from savienojums.voices.models import Survey
from savienojums.voices.queries.searching import key_of, listed_keys
from savienojums.voices.searching import VOICES
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def found(words, person=None):
    hits = VOICES.find(person, search.question(words), NOW, 5)
    return [str(card.question) for card, _reason in hits.rows], hits.total


def survey(title="Kad bibliotēkai jābūt atvērtai?", **details):
    details = {"slug": f"survey-{Survey.objects.count()}", "published_at": NOW, **details}
    return Survey.objects.create(title={"lv": title}, **details)


def test_any_form_of_a_word_finds_it():
    asked = make.conversation(
        "Palikšana", question={"lv": "Kas Jūs šeit noturētu?", "ru": "Что удержало бы Вас здесь?"},
        organisation=make.organisation("Ūdenszīmes"), intro={"lv": "Novada plānam."}, conclusions={"lv": "Vajag pieturas."},
    )  # fmt: skip
    make.statement(asked, "Autobusam jābrauc biežāk.")
    index_voices(listed_keys())
    for words in ("noturēt", "ūdenszīmēm", "plāns", "pietura", "autobusi", "удержало"):
        assert found(words) == (["Kas Jūs šeit noturētu?"], 1), words
    assert found("kuģis") == ([], 0)


def test_a_survey_and_a_conversation_of_one_number_are_two_things():
    asked, other = make.conversation("Kur satikties vakaros?"), survey("Cita")
    Survey.objects.filter(pk=other.pk).delete()
    other = survey("Kad satikties vakaros?", pk=asked.pk)
    index_voices(listed_keys())
    assert sorted(found("satikties")[0]) == ["Kad satikties vakaros?", "Kur satikties vakaros?"]
    assert key_of(asked) != key_of(other)


def test_a_hit_says_where_the_word_stands():
    asked = make.conversation()
    make.statement(asked, "Autobusam jābrauc biežāk.")
    index_voices(listed_keys())
    hits = VOICES.find(None, search.question("autobuss"), NOW, 5)
    (spot,) = hits.rows[0][1].spots
    assert "<mark>Autobusam</mark>" in spot.snippet


def test_drafts_unlisted_ones_and_hidden_statements_are_found_by_nobody(coordinator):
    draft = make.conversation("Slepenais melnraksts", published_at=None)
    unlisted = make.conversation("Slepenā saruna", is_listed=False)
    hidden, unlisted_survey = survey("Slepenā aptauja", published_at=None), survey("Slepenā klase", is_listed=False)
    shown = make.conversation("Redzamā")
    make.statement(shown, "Slepenais Jānis Bērziņš zog", state="hidden", hidden_for="personal")
    make.statement(shown, "Slepenais gaida", state="waiting")
    index_voices([key_of(each) for each in (draft, unlisted, hidden, unlisted_survey, shown)])
    assert found("slepenā") == found("slepenais", coordinator) == ([], 0)
    assert found("redzamā")[1] == 1


def test_what_may_be_answered_is_told_before_what_is_over():
    make.conversation("Veikals vecais", phases=[("both", NOW - 9 * DAY, NOW - DAY)])
    make.conversation("Veikals drīz", phases=[("both", NOW + DAY, NOW + 2 * DAY)])
    make.conversation("Veikals tagad")
    index_voices(listed_keys())
    assert found("veikals")[0] == ["Veikals tagad", "Veikals drīz", "Veikals vecais"]


def test_what_was_indexed_and_then_taken_off_the_lists_is_not_found_even_before_the_worker_comes(coordinator):
    asked = make.conversation("Veikals")
    index_voices(listed_keys())
    actions.change_conversation(by=coordinator, conversation=asked, details={"is_listed": False}, at=NOW)
    assert found("veikals") == ([], 0)
    let_it_be_found(Record.objects.get().pk)
    assert search.matching(VOICES.name, "veikals") == {}


def test_the_worker_lets_it_be_found_when_it_is_published(coordinator):
    draft = make.conversation("Veikals", published_at=None)
    actions.publish_conversation(by=coordinator, conversation=draft, anyway=True, at=NOW)
    let_it_be_found(Record.objects.get().pk)
    assert found("veikalā") == (["Veikals"], 1)
    assert VOICES.expected() == 1
    search.forget_all()
    VOICES.index()
    assert found("veikalā") == (["Veikals"], 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_count_of_questions_does_not_grow(django_assert_num_queries, count):
    for number in range(count):
        make.statement(make.conversation(f"Veikals {number}"), "Veikals")
    survey("Veikals?")
    index_voices(listed_keys())
    question = search.question("veikals")
    VOICES.find(None, question, NOW, 5)
    with django_assert_num_queries(6):
        VOICES.find(None, question, NOW, 5)
