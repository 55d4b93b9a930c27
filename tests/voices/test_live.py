from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from savienojums.core.marks import raise_mark
from savienojums.core.system import SYSTEM
from savienojums.voices.actions import answering as acts
from savienojums.voices.actions.maps import make_map
from savienojums.voices.actions.moderation import hide_statement
from savienojums.voices.maths import ideal, routing
from savienojums.voices.maths.axes import area
from savienojums.voices.models import Vote
from savienojums.voices.queries import live_drawing as drawing
from savienojums.voices.queries.answering import answering_of
from savienojums.voices.queries.live import Live, LiveStatement, live_of
from savienojums.voices.queries.live_limit import within_a_minute
from tests import make
from tests.make import NOW
from tests.voices.conversations import NAMES, drawn, real

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30).filter(lambda shares: sum(shares) > 1e-6)


def lively(counts, items=None):
    """Live statements with these counts."""
    rows = tuple(LiveStatement(at + 1, f"s{at}", at + 1, {}, "lv", None) for at in range(len(counts)))
    return Live(rows, counts, items)


@given(SHARES, st.floats(0, 1, exclude_max=True))
def test_what_has_no_chance_is_never_drawn(shares, turn):
    at = drawing.draw(shares, turn)
    assert at is not None
    assert shares[at] > 0


@given(SHARES)
def test_drawing_keeps_to_the_stated_chances(shares):
    # As many turns as a fine comb has teeth: each statement gets its share of them.
    teeth = 2_000
    found = np.bincount([drawing.draw(shares, (tooth + 0.5) / teeth) for tooth in range(teeth)], minlength=len(shares))
    assert found / teeth == pytest.approx(np.array(shares) / sum(shares), abs=2 / teeth)


def test_turns_of_participants_are_spread_evenly():
    turns = np.sort([drawing.turn_of(_Keyed(f"k{at % 100}"), at // 100) for at in range(4_000)])
    # The largest gap to the even spread (Kolmogorov); by chance below 0.03 in 999 of 1000 cases.
    assert np.abs(turns - (np.arange(4_000) + 0.5) / 4_000).max() < 0.031


class _Keyed:
    def __init__(self, key):
        self.key = key


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=20))
def test_before_the_first_map_new_statements_come_first_and_nothing_open_is_hidden(rows):
    live, open_ = lively([[0, many, 0] for many, _open in rows]), [is_open for _many, is_open in rows]
    shares = drawing.chances(live, open_, {})
    assert sum(shares) == pytest.approx(1 if any(open_) else 0)
    for share, is_open in zip(shares, open_, strict=True):
        assert (share > 0) == is_open
    fewer_first = sorted((many, -share) for (many, is_open), share in zip(rows, shares, strict=True) if is_open)
    assert [share for _many, share in fewer_first] == sorted(share for _many, share in fewer_first)


def test_the_light_numbers_are_those_of_the_maths():
    assert (drawing.NEEDED, drawing.CHANCE, drawing.HALF_KNOWN) == (
        routing.NEEDED, routing.CHANCE, routing.HALF_KNOWN,
    )  # fmt: skip


@pytest.fixture
def answered(db):
    """A conversation with a map: sixty people, twelve statements."""
    conversation = make.conversation()
    statements = [make.statement(conversation, f"Apgalvojums {number}.") for number in range(12)]
    votes, _first = drawn(seed=4, people=60, statements=12, gap=1.5, filled=0.7)
    people = [make.participant(conversation) for _ in range(60)]
    Vote.objects.bulk_create(
        Vote.said(people[person], statements[statement], int(value), NOW)
        for person, statement, value in zip(votes.person, votes.statement, votes.value, strict=True)
    )
    return conversation, statements, votes


def mapped(conversation):
    make_map(by=SYSTEM, conversation=conversation, at=NOW)
    return live_of(conversation)


def test_the_last_map_tells_what_to_ask(answered):
    conversation, statements, votes = answered
    live = mapped(conversation)
    assert live.items is not None
    assert live.counts == votes.counts.tolist()
    given_ = {statements[0].pk: 1, statements[1].pk: -1}
    open_ = [each.pk not in given_ for each in live.statements]
    person = routing.person_of(live.items, np.array([0, 1]), np.array([1, -1]))
    assert drawing.chances(live, open_, given_) == pytest.approx(
        routing.chances_of(live.items, person, votes.counts, np.array(open_))
    )


def test_answers_since_the_map_are_counted_and_each_process_hears_its_own(answered):
    conversation, statements, votes = answered
    mapped(conversation)
    someone = make.participant(conversation)
    acts.give_vote(by=None, participant=someone, statement=statements[3], value=1, at=NOW)
    raise_mark("voices")
    live = live_of(conversation)
    assert live.counts[3][2] == votes.counts[3][2] + 1
    live.heard(statements[3].public_id, -1)
    live.heard(statements[3].public_id, None)
    live.heard("unknown", 1)
    assert live_of(conversation).counts[3] == [votes.counts[3][0] + 1, votes.counts[3][1], votes.counts[3][2] + 1]


def test_what_is_live_is_kept_until_something_changes(answered, coordinator, django_assert_num_queries):
    conversation, statements, _votes = answered
    mapped(conversation)
    with django_assert_num_queries(1):
        assert len(live_of(conversation).statements) == 12
    hide_statement(by=coordinator, statement=statements[0], hidden_for="off_topic", at=NOW)
    live = live_of(conversation)
    assert [each.number for each in live.statements] == list(range(2, 13))
    assert len(live.items.level) == 11
    new = make.statement(conversation, "Jauns.")
    live = live_of(conversation)
    shares = drawing.chances(live, [True] * 12, {})
    assert live.statement(new.public_id).number == 13
    assert shares[-1] == max(share for at, share in enumerate(shares)), "a new statement gets answers"


def test_participants_draw_with_the_chance_that_is_kept(answered):
    conversation, _statements, _votes = answered
    live = mapped(conversation)
    shares = drawing.chances(live, [True] * 12, {})
    found = np.zeros(12)
    for _ in range(300):
        someone = make.participant(conversation)
        told = answering_of(conversation, someone, NOW)
        at = live.place[told.statement.public_id]
        found[at] += 1
        kept = drawing.chance_in(told.drawn, told.statement.public_id, someone)
        assert kept == pytest.approx(shares[at], abs=1e-6)
    expected = 300 * np.array(shares)
    assert ((found - expected) ** 2 / expected).sum() < 31.3, "chi-squared with 11 degrees, one in a thousand"


def live_replay(name, *, at_random):
    """The area for people's other answers after five that the page asked for, or that chance did."""
    votes, _ = real(name)
    said = ideal.said_of(votes)
    who = np.flatnonzero(said.answered >= 40)[::4]
    others = np.ones(votes.people_count, dtype=bool)
    others[who] = False
    taught = votes.of_people(others)
    items, live = ideal.fit(taught, 2).items, lively(taught.counts.tolist())
    live.items = None if at_random else items
    chance, agreed, foretold = np.random.default_rng(1), [], []
    for person in who:
        own = said.person == person
        answers = dict(zip((said.statement[own] + 1).tolist(), said.value[own].tolist(), strict=True))
        given_ = {}
        for _ in range(5):
            open_ = [each.pk in answers and each.pk not in given_ for each in live.statements]
            shares = [float(each) for each in open_] if at_random else drawing.chances(live, open_, given_)
            pk = live.statements[drawing.draw(shares, chance.random())].pk
            given_[pk] = answers[pk]
        stands = routing.person_of(items, np.array([*given_]) - 1, np.array([*given_.values()]))
        rest = np.array([pk for pk in answers if pk not in given_]) - 1
        foretold.append(items.level[rest] + items.design[rest] @ stands.mean)
        agreed.append(np.array([answers[pk + 1] > 0 for pk in rest.tolist()]))
    return area(np.concatenate(agreed), np.concatenate(foretold))


@pytest.mark.parametrize("name", NAMES)
def test_five_answers_the_page_asks_for_tell_more_than_five_at_random(name):
    assert live_replay(name, at_random=False) > live_replay(name, at_random=True) + 0.005


def test_so_many_answers_a_minute_and_no_more():
    assert [within_a_minute("a source", 3, NOW) for _ in range(4)] == [True, True, True, False]
    assert within_a_minute("another", 3, NOW)
    assert within_a_minute("a source", 3, NOW + timedelta(minutes=1))
