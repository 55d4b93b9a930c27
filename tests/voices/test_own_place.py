import numpy as np
import pytest

from savienojums.core.system import SYSTEM
from savienojums.voices.actions.maps import make_map
from savienojums.voices.models import Participant
from savienojums.voices.queries import map_arrays
from savienojums.voices.queries.map_rows import rows_of, shown_statements
from savienojums.voices.queries.own_place import answers_of, own_place, own_rows
from tests import make
from tests.make import NOW
from tests.voices.conversations import drawn
from tests.voices.map_given import filled


@pytest.fixture
def held(db):
    return filled(drawn(seed=3, gap=4.5, people=120, statements=30, filled=0.6)[0])


def reckoned(held):
    return make_map(by=SYSTEM, conversation=held, at=NOW)


@pytest.mark.parametrize("method", ["default", "compatible"])
def test_people_of_the_map_stand_where_the_map_put_them(held, method):
    held.method = method
    held.save()
    made = reckoned(held)
    arrays = map_arrays.read(made.arrays)
    breadth = np.ptp(arrays.positions[:, 0])
    for at in range(0, len(arrays.people), 17):
        own = own_place(made, Participant.objects.get(pk=arrays.people[at]))
        if own.point is None:
            assert len(own.answers) < own.wanted
            continue
        assert np.linalg.norm(np.array(own.point) - arrays.positions[at]) < 0.03 * breadth
        if arrays.group[at] >= 0 and arrays.certainty[at] >= 0.9:
            assert own.letter == "ABCDE"[arrays.group[at]]


def test_somebody_who_came_after_the_map_is_placed_by_the_answers_they_gave(held):
    made = reckoned(held)
    arrays = map_arrays.read(made.arrays)
    twin = Participant.objects.get(pk=arrays.people[np.argmax(arrays.certainty)])
    somebody = make.participant(held)
    for pk, value in answers_of(twin).items():
        make.vote(somebody, held.statements.get(pk=pk), value)
    assert own_place(made, somebody).point == own_place(made, twin).point
    assert own_place(made, somebody).is_sure


def test_before_enough_answers_there_is_no_place_and_it_is_told_how_many_are_missing(held):
    made, somebody = reckoned(held), make.participant(held)
    for row in held.statements.all()[:3]:
        make.vote(somebody, row)
    own = own_place(made, somebody)
    assert (own.point, own.letter, own.missing) == (None, "", 4)


def test_answers_taken_back_are_none_and_the_last_one_counts(held):
    somebody, (one, two, *_rest) = make.participant(held), held.statements.all()
    for value in (1, -1):
        make.vote(somebody, one, value)
    for value in (1, None):
        make.vote(somebody, two, value)
    assert answers_of(somebody) == {one.pk: -1}


def test_beside_each_answer_stands_how_many_say_the_same(held):
    made, somebody = reckoned(held), Participant.objects.filter(conversation=held).first()
    rows = rows_of(made.told, shown_statements(held))
    own = own_place(made, somebody)
    told = own_rows(own, rows)
    assert [each.row.statement.number for each in told.rows] == sorted(each.row.statement.number for each in told.rows)
    assert len(told.rows) == len(own.answers)
    for each in told.rows:
        whole = each.row.whole
        assert each.same == {1: whole.agree, -1: whole.disagree, 0: whole.passed}[each.value]
    assert all(each.same >= 60 and each.value for each in told.together)
    assert all(each.same <= 25 and each.value for each in told.apart)


def test_a_place_is_told_without_a_map_of_groups_too(db):
    held = filled(drawn(seed=4, people=90, statements=24, filled=0.6)[0])
    made = reckoned(held)
    own = own_place(made, Participant.objects.filter(conversation=held).first())
    assert not made.told["groups"]
    assert own.letter == ""
