"""Conversations of other platforms go in and come out equal; whatever is odd is told, nothing is lost, all is reversible."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from savienojums.voices.imports_reading import HARMLESS, Damaged, TooLarge, reading_of, unpacked
from savienojums.voices.models import Conversation, Participant, Statement, Vote, VotesImport
from savienojums.voices.queries import imports as queries
from savienojums.voices.queries.exchange import whole_of
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.voices.conversations import NAMES
from tests.voices.files import SMALL, bring, handed, packed, public, taken


def out_of(conversation):
    return polis.written(whole_of(conversation, make.NOW, public=True).polis)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_conversation_goes_in_and_comes_out_equal_twice(coordinator, name):
    texts = public(name)
    original, findings = polis.read(texts)
    assert {each.problem for each in findings} <= polis.HARMLESS
    first = out_of(taken(coordinator, texts, language="en"))
    assert polis.read(first)[0] == original
    again = taken(coordinator, first, language="en")
    assert polis.read(out_of(again))[0] == original
    assert Vote.objects.filter(participant__conversation=again).count() == len(original.ballots)


def test_authors_times_whitespace_and_everybodys_order_survive(coordinator):
    texts = polis.written(SMALL)
    assert polis.read(texts) == (SMALL, [])
    made = taken(coordinator, texts)
    assert out_of(made) == texts
    assert made.statements.get(number=0).author.outside_number == 7
    assert made.statements.get(number=2).hidden_for == "other"
    assert [each.outside_number for each in made.participants.order_by("pk")] == [7, 9, 8, 12, 50]
