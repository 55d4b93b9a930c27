"""What may be asked of the journal and its queue."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal import queries
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Heartbeat, Job
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def line(subject=None, audience=Audience.EVERYONE, at=NOW, by=SYSTEM):
    return record("network.theme_named", by=by, subject=subject or make.theme(), at=at, audience=audience)


def test_a_line_is_found_by_its_number():
    written = line()
    assert queries.line_of(written.pk) == written
    with pytest.raises(NotFound):
        queries.line_of(written.pk + 1)


def test_history_is_told_newest_first_to_those_it_is_for():
    theme = make.theme()
    first, hidden, last = line(theme), line(theme, Audience.EDITORS), line(theme, at=NOW + HOUR)
    line(make.theme("music", "Mūzika"))
    assert queries.history_of(theme, [Audience.EVERYONE]) == [last, first]
    assert queries.history_of(theme, [Audience.EVERYONE, Audience.EDITORS]) == [last, hidden, first]


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_however_long_it_is(django_assert_num_queries, contact, count):
    theme = make.theme()
    for _ in range(count):
        line(theme, by=contact)
    with django_assert_num_queries(1):
        assert [str(each.by) for each in queries.history_of(theme, [Audience.EVERYONE])] == [
            "Kopienas kontakts"
        ] * count


def test_the_queue_tells_how_it_stands():
    written = line()
    due = Job.objects.create(name="a", line=written, due_at=NOW - HOUR)
    taken = Job.objects.create(name="b", line=written, due_at=NOW + HOUR, taken_by="worker", attempts=1)
    trying = Job.objects.create(name="c", line=written, due_at=NOW + HOUR, attempts=2)
    failed = Job.objects.create(name="d", line=written, failed_at=NOW, attempts=8)
    chore = Job.objects.create(name="e", due_at=NOW + HOUR)
    state = queries.queue_state(NOW)
    assert (state.unread_count, state.due_count, state.oldest_due_at) == (1, 1, due.due_at)
    assert (state.taken, state.trying, state.failed, state.chores) == ([taken], [trying], [failed], [chore])


def test_an_empty_queue_has_no_oldest():
    assert queries.queue_state(NOW).oldest_due_at is None


def test_workers_are_told_the_one_seen_last_first():
    for name, seen_at in [("older", NOW), ("newer", NOW + HOUR)]:
        Heartbeat.objects.create(worker=name, version="0.1.0", since=NOW, seen_at=seen_at)
    assert [worker.worker for worker in queries.workers()] == ["newer", "older"]


def test_lines_about_what_was_removed_are_counted_by_kind():
    theme, kept = make.theme(), make.theme("music", "Mūzika")
    line(theme), line(theme), line(kept)
    assert queries.orphan_counts() == {}
    theme.delete()
    assert queries.orphan_counts() == {"network.theme": 2}
