"""Adding statements: by organisers, by people who take part, from paper."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices.actions import statements as acts
from savienojums.voices.models import ModerationLine, Statement
from savienojums.voices.wording import bare, is_only_a_link, says_nothing, tidied
from tests import make

pytestmark = pytest.mark.django_db


def added(conversation, text="Ciemā vajag pirti.", **told):
    told = {"by": None, "participant": None, "language": "lv", "way": "web", "at": make.NOW, **told}
    return acts.add_statement(conversation=conversation, text=text, **told)


def test_organisers_add_several_at_once_and_they_are_shown(coordinator):
    conversation = make.conversation()
    make.statement(conversation)
    made = acts.add_seed_statements(
        by=coordinator,
        conversation=conversation,
        texts=["  Vajag\u200b pirti. ", {"lv": "Vajag ceļu.", "ru": "Нужна дорога."}],
        at=make.NOW,
    )
    found = Statement.objects.filter(pk__in=[each.pk for each in made])
    rows = [(s.number, dict(s.text), s.state, s.is_seed, s.language) for s in found]
    assert rows == [
        (2, {"lv": "Vajag pirti."}, "shown", True, "lv"),
        (3, {"lv": "Vajag ceļu.", "ru": "Нужна дорога."}, "shown", True, "lv"),
    ]
    line = Record.objects.get()
    assert (line.verb, line.particulars) == ("voices.seed_statements_added", {"count": 2})
    assert "pirti" not in str(line.__dict__)


def test_of_seeds_all_are_added_or_none(coordinator):
    conversation = make.conversation()
    with pytest.raises(acts.SameText):
        acts.add_seed_statements(
            by=coordinator, conversation=conversation, texts=["Vajag pirti.", "VAJAG PIRTI"], at=make.NOW
        )
    assert not Statement.objects.exists()


def test_a_stranger_adds_no_seeds(outsider):
    with pytest.raises(NotAllowed):
        acts.add_seed_statements(by=outsider, conversation=make.conversation(), texts=["Vajag pirti."], at=make.NOW)


@pytest.mark.parametrize(("moderation", "state"), [("before", "waiting"), ("after", "shown")])
def test_a_participants_statement_waits_or_is_shown_as_the_conversation_says(moderation, state, outsider):
    conversation = make.conversation(moderation=moderation)
    participant = make.participant(conversation)
    made = added(conversation, by=outsider, participant=participant)
    assert (made.state, made.author, made.number, made.is_seed) == (state, participant, 1, False)
    line = Record.objects.get()
    assert (line.verb, line.by, line.particulars) == ("voices.statement_added", None, {"number": 1, "way": "web"})


def test_what_somebody_set_aside_writes_is_looked_at_first():
    conversation = make.conversation(moderation="after")
    flood = make.participant(conversation, aside_at=make.NOW, aside_for="flood")
    assert added(conversation, by=None, participant=flood).state == "waiting"


def test_from_paper_the_journal_names_who_typed_it_and_the_end_does_not_matter(coordinator):
    conversation = make.conversation(closed_at=make.NOW - timedelta(hours=1))
    participant = make.participant(conversation, way="paper")
    made = added(conversation, by=coordinator, participant=participant, way="paper")
    assert made.state == "waiting"
    assert Record.objects.get().by == coordinator


def test_without_a_participant_only_organisers_write_down_what_was_told(coordinator, outsider):
    conversation = make.conversation()
    assert added(conversation, by=coordinator, way="told").way == "told"
    for by in (outsider, None):
        with pytest.raises(NotAllowed):
            added(conversation, "Kas cits.", by=by, way="told")


def test_a_participant_of_another_conversation_is_nobody_here():
    with pytest.raises(NotAllowed):
        added(make.conversation(), participant=make.participant(make.conversation("Cita")))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", acts.NoWords),
        ("\u202e\u200b \n", acts.NoWords),
        ("👍👍", acts.NoWords),
        ("https://selija.com/lapa", acts.OnlyALink),
        (" www.selija.com !", acts.OnlyALink),
        ("ā" * 141, acts.TooLong),
    ],
)
def test_what_is_no_statement_is_refused(text, refusal):
    conversation = make.conversation()
    with pytest.raises(refusal):
        added(conversation, text, participant=make.participant(conversation))


def test_as_long_as_possible_is_possible():
    conversation = make.conversation()
    assert added(conversation, "ā" * 140, participant=make.participant(conversation)).number == 1


def test_enough_is_enough_and_taking_back_gives_no_more(coordinator):
    conversation = make.conversation(most_statements=1)
    participant = make.participant(conversation)
    first = added(conversation, participant=participant)
    acts.take_back_statement(by=None, statement=first, participant=participant, at=make.NOW)
    with pytest.raises(acts.EnoughStatements, match="apgalvojumu kā 1"):
        added(conversation, "Vajag ceļu.", participant=participant)
    assert added(conversation, "Vajag ceļu.", participant=make.participant(conversation)).number == 2


def test_statements_are_taken_only_in_their_phase():
    day = timedelta(days=1)
    conversation = make.conversation(phases=[("answers", make.NOW - day, make.NOW + day)])
    participant = make.participant(conversation)
    with pytest.raises(acts.NoNewStatements):
        added(conversation, participant=participant)
    with pytest.raises(acts.NoNewStatements):
        added(conversation, participant=participant, at=make.NOW + 2 * day)


@pytest.mark.parametrize("again", ["Ciemā vajag pirti.", "  ciemā  VAJAG pirti!! ", "Ciem\u0061\u0304 vajag pirti"])
def test_the_very_same_words_are_refused_with_their_number(again):
    conversation = make.conversation()
    first = added(conversation, participant=make.participant(conversation))
    with pytest.raises(acts.SameText) as refused:
        added(conversation, again, participant=make.participant(conversation))
    assert refused.value.same == first


def test_words_that_were_hidden_come_no_second_time_but_those_taken_back_may():
    conversation = make.conversation()
    participant = make.participant(conversation)
    make.statement(conversation, "Tavs kaimiņš zog.", state="hidden", hidden_for="personal")
    with pytest.raises(acts.SameText):
        added(conversation, "Tavs kaimiņš zog", participant=participant)
    own = added(conversation, "Vajag ceļu.", participant=participant)
    acts.take_back_statement(by=None, statement=own, participant=participant, at=make.NOW)
    assert added(conversation, "Vajag ceļu.", participant=make.participant(conversation)).number == 3


def test_only_its_author_takes_a_statement_back(coordinator):
    conversation = make.conversation()
    participant = make.participant(conversation)
    own = added(conversation, participant=participant)
    with pytest.raises(NotAllowed):
        acts.take_back_statement(by=coordinator, statement=own, participant=make.participant(conversation), at=make.NOW)
    acts.take_back_statement(by=None, statement=own, participant=participant, at=make.NOW)
    own.refresh_from_db()
    assert (own.state, own.hidden_for) == ("hidden", "taken_back")
    assert ModerationLine.objects.get().by is None


def test_numbers_go_on_after_the_last_one_even_where_one_is_missing():
    conversation = make.conversation()
    make.statement(conversation)
    Statement.objects.update(number=7)
    assert added(conversation, participant=make.participant(conversation)).number == 8


def test_markup_emoji_and_directions_are_text():
    conversation = make.conversation()
    text = "<b>Ciemā</b>\x00 \u202eвajag\u202c pirti 👩‍👩‍👧 &amp; 🔥\r\nun viss"
    made = added(conversation, text, participant=make.participant(conversation))
    assert made.text["lv"] == "<b>Ciemā</b> вajag pirti 👩‍👩‍👧 &amp; 🔥 un viss"


# --- words ------------------------------------------------------------------------------------------------------------


@given(st.text())
def test_tidied_text_is_one_line_and_stays_as_it_is(text):
    once = tidied(text)
    assert tidied(once) == once
    assert not any(letter in once for letter in "\n\r\t\x00\u202e\u2066\u200b")
    assert bare(once) == bare(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), max_size=50))
def test_no_letter_is_lost(text):
    assert len(tidied(text)) == len(tidied(tidied(text)))
    assert says_nothing(text) == (not text)


@pytest.mark.parametrize("text", ["Skat. selija.com – tur ir vajadzīgais.", "Es. Tu.", "2026. gads"])
def test_a_sentence_with_an_address_is_more_than_an_address(text):
    assert not is_only_a_link(text)


@pytest.mark.parametrize("rows", [1, 3])
def test_adding_asks_the_same_however_many_there_are(rows, django_assert_num_queries):
    conversation = make.conversation()
    for number in range(rows):
        make.statement(conversation, f"Vajag {number} pirtis.")
    participant = make.participant(conversation)
    added(make.conversation("Cita"), way="told", by=make.person("a@selija.test", roles=["coordinator"]))
    with django_assert_num_queries(ADDING):
        added(conversation, participant=participant)


ADDING = 10
