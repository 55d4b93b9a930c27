"""Who may do what in the Connection document."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.support import rules
from tests import make

ABOUT_MEASURES = [
    rules.may_change_measure,
    rules.may_publish_measure,
    rules.may_remove_measure,
    rules.may_restore_measure,
    rules.may_confirm_measure,
    rules.may_close_measure,
    rules.may_expect_measure,
    rules.may_withdraw_confirmation,
    rules.may_add_round,
]
ABOUT_ROUNDS = [rules.may_change_round, rules.may_remove_round]
ABOUT_NOTHING = [rules.may_see_desk, rules.may_add_measure]


@pytest.fixture
def answers(db):
    """What every rule of the editors says to somebody."""
    measure = make.measure()
    found = make.round_of(measure, closes_on=make.TODAY)

    def ask(person):
        said = {rule(person) for rule in ABOUT_NOTHING}
        said |= {rule(person, measure) for rule in ABOUT_MEASURES}
        return said | {rule(person, found) for rule in ABOUT_ROUNDS}

    return ask


def test_editors_coordinators_and_administrators_keep_the_document(answers, editor, coordinator, administrator):
    assert [answers(person) for person in (editor, coordinator, administrator)] == [{True}, {True}, {True}]


def test_nobody_else_does(answers, contact, outsider):
    assert [answers(person) for person in (contact, outsider, None, SYSTEM)] == [{False}] * 4


def test_only_the_house_itself_loads_measures(editor):
    assert rules.may_load_measures(SYSTEM)
    assert not rules.may_load_measures(editor)


def test_an_editor_whose_role_has_ended_keeps_nothing(answers, editor):
    editor.roles.update(until=make.TODAY)
    editor.forget_roles()
    assert answers(editor) == {False}
