"""Whatever is closed, opened again or cancelled, and in whatever order: nothing undecided is lost, nothing is doubled."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from savienojums.core.refusal import Refused
from savienojums.core.system import SYSTEM
from savienojums.events.actions import gatherings
from savienojums.events.actions import minutes as acts
from savienojums.events.actions import points as point_acts
from savienojums.events.actions import series as series_acts
from savienojums.events.models import AgendaPoint, Event
from savienojums.events.queries.minutes import carried_points, record_of
from tests import make

MEETINGS = 5
step = some.tuples(
    some.sampled_from(["close", "reopen", "cancel", "restore", "decide", "say"]), some.integers(0, MEETINGS - 1)
)


def world():
    host = make.person("kontakts@selija.test")
    organisation = make.organisation()
    make.membership(host, organisation)
    details = {
        "title": {"lv": "Otrdienas"}, "kind": "community_meeting", "rule": f"FREQ=WEEKLY;COUNT={MEETINGS}",
        "first_on": date(2026, 11, 24), "begins": time(18), "ends": time(20), "organisers": [organisation],
    }  # fmt: skip
    series = series_acts.make_series(by=host, details=details, at=make.NOW)
    events = list(series.events.order_by("due_on"))
    for title in ("A", "B"):
        point_acts.add_point(by=host, event=events[0], title=title, at=make.NOW)
    return host, series, events


def do(what, event, host):
    """One step a week after the meeting; what is refused changes nothing."""
    at = event.ends_at + timedelta(hours=2)
    before = event.starts_at - timedelta(hours=1)
    first = event.points.first()
    if what == "close":
        acts.close_minutes(by=host, event=event, at=at)
    elif what == "reopen":
        acts.reopen_minutes(by=host, event=event, at=at)
    elif what == "cancel":
        gatherings.cancel_event(by=host, event=event, why="", at=before)
        acts.hand_points_on(by=SYSTEM, event=Event.objects.get(pk=event.pk), at=before)
    elif what == "restore":
        gatherings.restore_event(by=host, event=event, at=before)
    elif first:
        words = {"decision": "Jā"} if what == "decide" else {"discussion": "Runājām."}
        point_acts.change_point(by=host, point=first, details=words, at=at)


class Carrying(TestCase):
    """Hypothesis rolls the database back after each example."""

    @settings(max_examples=40)
    @given(some.lists(step, max_size=10))
    def test_every_topic_is_on_exactly_one_agenda_or_decided(self, steps):
        host, _series, events = world()
        for what, number in steps:
            try:
                do(what, Event.objects.get(pk=events[number].pk), host)
            except Refused:
                continue
        for title in ("A", "B"):
            ends = [
                point
                for point in AgendaPoint.objects.filter(title=title)
                if not AgendaPoint.objects.filter(carried_from=point).exists()
            ]
            assert len(ends) == 1, (title, steps)
            chain = AgendaPoint.objects.filter(title=title).exclude(pk=ends[0].pk)
            assert all(point.state == "carried" for point in chain), (title, steps)


@pytest.mark.django_db
def test_a_point_says_for_which_time_it_is_spoken_of_and_since_when():
    host, series, events = world()
    for event in events[:2]:
        acts.close_minutes(by=host, event=event, at=event.ends_at)
    shown = record_of(events[2]).points
    assert [(each.point.title, each.times, each.since) for each in shown] == [("A", 3, events[0]), ("B", 3, events[0])]
    assert {point.event for point in carried_points(series)} == {events[2]}


@pytest.mark.django_db
def test_decisions_of_minutes_for_members_are_hidden_on_all_pages_of_the_series(client, outsider):
    host, series, events = world()
    point_acts.change_point(
        by=host, point=events[0].points.first(), details={"decision": "Noslēpums"}, at=events[0].ends_at
    )
    acts.close_minutes(by=host, event=events[0], at=events[0].ends_at)
    acts.publish_minutes(by=host, event=events[0], circle="members", at=events[0].ends_at)
    addresses = [
        series.get_absolute_url(), events[0].get_absolute_url(), events[1].get_absolute_url(), "/events/", "/events/series/",
        f"{series.get_absolute_url()}minutes/", f"{series.get_absolute_url()}calendar.ics", "/events/feed/", "/", "/search/?q=Noslēpums",
    ]  # fmt: skip
    for someone in (None, outsider):
        if someone:
            client.force_login(someone)
        for address in addresses:
            shown = client.get(address).content.decode()
            assert "Noslēpums" not in shown.replace("„Noslēpums”", "").replace('value="Noslēpums"', ""), address
        for form in ("pdf", "docx"):
            assert client.get(f"{series.get_absolute_url()}minutes.{form}").status_code == 404
    client.force_login(host)
    assert "Noslēpums" in client.get(series.get_absolute_url()).content.decode()
