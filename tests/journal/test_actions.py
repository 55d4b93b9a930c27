"""Writing into the journal."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


def test_a_line_tells_who_did_what_to_what_when_and_for_whom(contact):
    theme, organisation = make.theme(), make.organisation()
    record("network.theme_named", by=contact, subject=theme, at=NOW, on_behalf=organisation, was="Māksla")
    line = Record.objects.get()
    assert (line.verb, line.by, line.by_system, line.at) == ("network.theme_named", contact, False, NOW)
    assert (line.subject, line.subject_name, line.particulars) == (theme, "Kultūra", {"was": "Māksla"})
    assert line.on_behalf == {"id": organisation.public_id, "name": "Biedrība „Ūdenszīmes”"}
    assert (line.audience, line.read_at) == (Audience.EVERYONE, None)


def test_what_time_does_is_done_by_the_house():
    record("network.theme_named", by=SYSTEM, subject=make.theme(), at=NOW)
    line = Record.objects.get()
    assert (line.by, line.by_system) == (None, True)


def test_what_a_stranger_does_is_done_by_nobody_known():
    record("network.letter_written", by=None, subject=make.theme(), at=NOW)
    line = Record.objects.get()
    assert (line.by, line.by_system) == (None, False)


def test_a_line_outlives_a_long_name():
    theme = make.theme(name="Ļoti gara tēma " * 40)
    assert len(record("network.theme_named", by=SYSTEM, subject=theme, at=NOW).subject_name) == 300
