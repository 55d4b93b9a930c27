"""Two states of an entry, and two people who changed it at once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.changes import changes, difference, meet, values_before

STATES = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 2), min_size=5)


@given(STATES, STATES)
def test_what_differs_leads_from_the_one_state_to_the_other(before, after):
    differing = changes(before, after)
    assert before | {name: new for name, (_old, new) in differing.items()} == after
    assert all(old == before[name] and old != new for name, (old, new) in differing.items())


@given(st.lists(STATES, min_size=1, max_size=4))
def test_the_first_of_several_changes_knows_what_stood_before(states):
    steps = [changes(one, other) for one, other in pairwise(states)]
    base = values_before(steps)
    assert base == {name: states[0][name] for name in base}
    assert set(base) == {name for step in steps for name in step}


@given(STATES, STATES, STATES)
def test_nothing_of_either_person_is_lost(seen, mine, theirs):
    base = values_before([changes(seen, theirs)])
    meeting = meet(mine, base, theirs)
    merged = mine | {name: theirs[name] for name in meeting.taken_over}
    for name in seen:
        if mine[name] == seen[name] or mine[name] == theirs[name]:
            assert merged[name] == theirs[name]
        elif theirs[name] == seen[name]:
            assert merged[name] == mine[name]
        else:
            assert name in meeting.conflicts


def test_what_both_changed_alike_is_no_conflict():
    assert meet({"a": 2}, {"a": 1}, {"a": 2}).conflicts == frozenset()


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_hold_the_old_and_the_new_text_whole(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_only_the_changed_word_is_marked():
    pieces = difference("Termiņš ir 1. marts.", "Termiņš ir 6. marts.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("kept", "Termiņš ir "),
        ("gone", "1"),
        ("new", "6"),
        ("kept", ". marts."),
    ]
