import json
from datetime import timedelta

import numpy as np
import pytest

from savienojums.core.clock import now
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices.actions.maps import make_map
from savienojums.voices.jobs.maps import follow_the_answers
from savienojums.voices.models import Participant
from savienojums.voices.queries import map_arrays
from savienojums.voices.queries.maps import latest_map, with_news
from tests import make
from tests.make import NOW
from tests.voices.conversations import drawn, real, real_map
from tests.voices.map_given import camps, filled


def reckoned(held, by=SYSTEM, at=NOW):
    return make_map(by=by, conversation=held, at=at)


def test_a_real_conversation_gets_the_map_the_core_makes_of_it(db):
    votes, _ = real("nz-taxes")
    made, core = reckoned(filled(votes)), real_map("nz-taxes")
    told = made.told
    assert (
        (told["people"], told["votes"])
        == (votes.people_count, len(votes.value))
        == (made.people_count, made.vote_count)
    )
    assert [each["size"] for each in told["groups"]] == core.groups.sizes.tolist()
    assert told["sure"]["stability"] == round(core.groups.stability, 2)
    arrays = map_arrays.read(made.arrays)
    assert np.array_equal(arrays.group, core.groups.nearest)
    assert np.allclose(arrays.positions, core.picture)
    assert np.allclose(arrays.items.loading, core.fit.items.loading)
    assert json.loads(json.dumps(told)) == told


def test_people_who_came_in_another_order_make_the_same_map(db):
    votes, _ = drawn(seed=3, gap=4.5, people=120, statements=30)
    order = np.random.default_rng(1).permutation(votes.people_count).tolist()
    one, other = filled(votes), filled(votes, order=order)
    first, second = reckoned(one).told, reckoned(other).told
    keys = dict(zip(*(map(str, held.statements.values_list("pk", flat=True)) for held in (one, other)), strict=True))
    assert len(first["groups"]) == 2
    assert first["shares"] == {mine: second["shares"][theirs] for mine, theirs in keys.items()}
    assert _named(first.pop("lists"), keys) == second.pop("lists")
    del first["shares"], second["shares"]
    assert first == second


def _named(lists, keys):
    if isinstance(lists, list):
        return [_named(each, keys) for each in lists]
    if "statement" in lists:
        return lists | {"statement": int(keys[str(lists["statement"])])}
    return {name: _named(each, keys) for name, each in lists.items()}


def test_a_map_of_the_same_answers_is_the_same_one(db, coordinator):
    held = filled(drawn(seed=3, gap=4.5, people=60, statements=20)[0])
    first = reckoned(held)
    assert reckoned(held, at=NOW + timedelta(hours=1)) == first
    assert reckoned(held, by=coordinator, at=NOW + timedelta(hours=1)) == first
    assert held.maps.count() == 1


def test_the_next_map_starts_from_the_last_one_and_organisers_may_have_one_from_nothing(db, coordinator):
    held = filled(drawn(seed=3, gap=4.5, people=120, statements=30)[0])
    first = reckoned(held)
    somebody = held.participants.first()
    make.vote(somebody, held.statements.first(), 1)
    make.vote(make.participant(held), make.statement(held, "Jauns."), 1)
    second = reckoned(held, at=NOW + timedelta(minutes=1))
    assert (first.told["started"], second.told["started"]) == (False, True)
    assert second.told["reason"] == first.told["reason"] == "clear"
    assert second.people_count == first.people_count + 1
    third = reckoned(held, by=coordinator, at=NOW + timedelta(minutes=2))
    assert not third.told["started"]
    assert Record.objects.filter(verb="voices.map_made").count() == 1
    assert latest_map(held) == third


def test_only_the_last_few_maps_are_kept(db):
    held = make.conversation()
    shop = make.statement(held)
    for hour in range(5):
        make.vote(make.participant(held), shop)
        last = reckoned(held, at=NOW + timedelta(hours=hour))
    assert held.maps.count() == 3
    assert latest_map(held) == last


def test_others_have_no_map_made(db, outsider):
    held = make.conversation()
    make.vote(make.participant(held), make.statement(held))
    for by in (None, outsider):
        with pytest.raises(NotAllowed):
            reckoned(held, by=by)
    assert not held.maps.exists()


def test_people_in_few_camps_too_small_to_be_shown_stand_between_groups(db):
    held = make.conversation(smallest_group=12)
    camps(held, (30, 25, 8), statements=12)
    told = reckoned(held).told
    assert len(told["groups"]) < 3
    assert 8 not in [each["size"] for each in told["groups"]]
    if told["unshown"]:
        assert told["placed"] is None


def test_a_group_below_the_limit_of_the_conversation_is_in_no_row(db, monkeypatch):
    votes, _ = real("nz-taxes")
    limit = int(real_map("nz-taxes").groups.sizes.min()) + 1
    told = reckoned(filled(votes, smallest_group=limit)).told
    assert told["reason"] == "small_groups"
    assert (told["groups"], told["lists"]["standing"]) == ([], [])
    assert {len(each) for each in told["shares"].values()} == {1}
    assert {cell[3] for cell in told["picture"]["cells"]} == {-1}


def test_what_fewer_than_the_limit_said_is_not_told(db):
    held = make.conversation()
    alone, many = make.statement(held, "Par ko runā četri."), make.statement(held, "Par ko runā pieci.")
    people = [make.participant(held) for _ in range(5)]
    for each in people:
        make.vote(each, many)
    for each in people[:4]:
        make.vote(each, alone)
    shares = reckoned(held).told["shares"]
    assert shares[str(alone.pk)] == [None]
    assert shares[str(many.pk)][0]["n"] == 5
    assert shares[str(many.pk)][0]["agree"][0] == 1


def test_what_few_without_a_group_said_does_not_follow_from_all_and_the_groups(db):
    held = filled(drawn(seed=3, gap=4.5, people=60, statements=20, filled=0.7)[0])
    shop = held.statements.first()
    for _ in range(2):
        make.vote(make.participant(held), shop)
    told = reckoned(held).told
    assert (len(told["groups"]), told["people"]) == (2, 62)
    whole, *groups = told["shares"][str(shop.pk)]
    assert whole["n"] == sum(each["n"] for each in groups if each)
    for whole, *groups in told["shares"].values():
        rest = whole["n"] - sum(each["n"] for each in groups if each)
        assert rest == 0 or rest >= 5


def test_a_list_of_what_most_say_holds_only_what_is_surely_most(db):
    held = make.conversation()
    half, most = make.statement(held, "Deviņi no septiņpadsmit."), make.statement(held, "Visi.")
    for at in range(17):
        somebody = make.participant(held)
        make.vote(somebody, half, 1 if at < 9 else -1)
        make.vote(somebody, most)
    told = reckoned(held).told
    assert told["shares"][str(half.pk)][0]["agree"][0] > 0.5
    assert [each["statement"] for each in told["lists"]["agreed"]] == [most.pk]


@pytest.mark.parametrize(
    ("people", "answers", "reason", "missing"), [(5, 10, "few_people", 15), (25, 3, "few_answers", 20)]
)
def test_too_few_people_or_answers_make_no_groups_and_it_is_told_how_many_are_missing(
    db, people, answers, reason, missing
):
    held = make.conversation()
    rows = [make.statement(held) for _ in range(10)]
    for _ in range(people):
        somebody = make.participant(held)
        for row in rows[:answers]:
            make.vote(somebody, row)
    told = reckoned(held).told
    assert (told["reason"], told["needed"]["missing"], told["groups"]) == (reason, missing, [])


def test_those_who_look_odd_are_counted_and_a_second_result_is_told_without_them(db):
    held = filled(drawn(seed=3, gap=4.5, people=120, statements=30)[0])
    rows = list(held.statements.all())
    for _ in range(8):
        somebody = make.participant(held)
        for row in rows[:20]:
            make.vote(somebody, row)
    told = reckoned(held).told
    assert told["odd"] == {"one_sided": 8, "alike": 8, "any": 8}
    assert told["without_odd"]["people"] == told["people"] - 8


def test_the_compatible_method_makes_the_published_groups(db):
    votes, published = real("nz-taxes")
    made = reckoned(filled(votes, method="compatible"))
    arrays = map_arrays.read(made.arrays)
    assert len(made.told["groups"]) == published.max() + 1
    assert made.told["sure"]["stability"] is None
    assert len(arrays.flat) == votes.statement_count


def test_every_minute_conversations_with_news_get_a_map_and_others_none(db):
    at = now()
    phases = [("both", at - timedelta(days=1), at + timedelta(days=1))]
    fresh, still = make.conversation(phases=phases), make.conversation(phases=phases)
    make.conversation(phases=[("both", at + timedelta(days=1), at + timedelta(days=2))])
    draft = make.conversation(phases=phases, published_at=None)
    for each in (fresh, draft):
        make.vote(make.participant(each), make.statement(each))
    assert with_news(at) == [fresh]
    follow_the_answers()
    assert (fresh.maps.count(), still.maps.count(), draft.maps.count()) == (1, 0, 0)
    assert with_news(now()) == []
    Participant.objects.filter(conversation=fresh).update(aside_at=at, aside_for="flood")
    assert with_news(now()) == [fresh]
    follow_the_answers()
    assert latest_map(fresh).people_count == 0


def test_after_the_end_one_last_map_is_made_from_nothing(db):
    at = now()
    held = make.conversation(phases=[("both", at - timedelta(days=2), at + timedelta(hours=1))])
    somebody = make.participant(held)
    make.vote(somebody, make.statement(held))
    follow_the_answers()
    make.vote(somebody, make.statement(held))
    make_map(by=SYSTEM, conversation=held, at=at + timedelta(minutes=5))
    assert latest_map(held).told["started"]
    later = at + timedelta(hours=2)
    assert with_news(later) == [held]
    make_map(by=SYSTEM, conversation=held, at=later)
    assert not latest_map(held).told["started"]
    assert with_news(later) == []
