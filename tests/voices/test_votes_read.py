import numpy as np
import pytest

from savienojums.voices.queries.votes import mark_of, news_of, votes_of
from tests import make
from tests.make import NOW
from tests.voices.conversations import real
from tests.voices.map_given import filled


def cells(said):
    """Who said what, by the participants' and statements' own keys."""
    votes = said.votes
    people = votes.people[votes.person].tolist()
    return dict(
        zip(zip(people, votes.statements[votes.statement].tolist(), strict=True), votes.value.tolist(), strict=True)
    )


@pytest.fixture
def held(db):
    return make.conversation()


def test_the_last_answer_of_a_cell_counts_and_one_taken_back_is_none(held):
    anna, juris = make.participant(held), make.participant(held)
    shop, road = make.statement(held, "Veikals."), make.statement(held, "Ceļš.")
    for value in (1, None, -1):
        make.vote(anna, shop, value)
    for value in (1, 0, None):
        make.vote(anna, road, value)
    make.vote(juris, road, None)
    make.vote(juris, shop, 0)
    said = votes_of(held)
    assert cells(said) == {(anna.pk, shop.pk): -1, (juris.pk, shop.pk): 0}
    assert said.people.tolist() == [anna.pk, juris.pk]
    assert said.statements == [shop, road]
    assert said.votes.counts.tolist() == [[1, 1, 0], [0, 0, 0]]


def test_who_is_set_aside_or_here_twice_or_in_another_conversation_is_not_counted(held):
    shop = make.statement(held)
    anna = make.participant(held)
    flood = make.participant(held, aside_at=NOW, aside_for="flood")
    double = make.participant(held, same_as=anna)
    other = make.conversation()
    elsewhere = make.vote(make.participant(other), make.statement(other))
    for each in (anna, flood, double):
        make.vote(each, shop)
    assert cells(votes_of(held)) == {(anna.pk, shop.pk): 1}
    assert cells(votes_of(other)) == {(elsewhere.participant_id, elsewhere.statement_id): 1}


def test_statements_that_are_not_shown_are_out_and_those_nobody_looked_at_are_not_there(held):
    anna = make.participant(held)
    shown = make.statement(held)
    hidden = make.statement(held, state="hidden", hidden_for="off_topic")
    make.statement(held, state="waiting")
    again = make.statement(held, state="waiting")
    for each in (shown, hidden, again):
        make.vote(anna, each)
    said = votes_of(held)
    assert said.statements == [shown, hidden, again]
    assert said.votes.out.tolist() == [False, True, True]


def test_a_conversation_without_answers_has_empty_arrays(held):
    assert votes_of(held).votes.people_count == 0
    make.statement(held)
    assert votes_of(held).votes.statement_count == 1


def test_a_real_conversation_comes_back_as_it_went_in(db, django_assert_num_queries):
    votes, _ = real("nz-taxes")
    held = filled(votes)
    with django_assert_num_queries(2):
        said = votes_of(held)
    for name in ("person", "statement", "value", "out"):
        assert np.array_equal(getattr(said.votes, name), getattr(votes, name)), name


def test_news_are_answers_moderation_and_who_is_set_aside(held):
    anna, shop = make.participant(held), make.statement(held)
    seen = [news_of(held, NOW)]

    def is_news():
        seen.append(news_of(held, NOW))
        return seen[-1] != seen[-2]

    assert not is_news()
    make.vote(anna, shop)
    assert is_news()
    shop.state, shop.hidden_for = "hidden", "off_topic"
    shop.save()
    assert is_news()
    anna.aside_at, anna.aside_for = NOW, "flood"
    anna.save()
    assert is_news()
    assert not is_news()


def test_the_end_is_news_once(held):
    before = mark_of(held, NOW)
    held.closed_at = NOW
    assert mark_of(held, NOW) != before
