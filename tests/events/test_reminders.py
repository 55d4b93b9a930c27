"""Reminders: on the mornings that were chosen, to those with a seat, for the day the event is now; never a past one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from savienojums.core.refusal import NotAllowed
from savienojums.events.actions.reminders import set_reminders
from savienojums.events.jobs import messages as jobs
from savienojums.events.models import Attendance, Event, Registration
from savienojums.events.queries import reminders as queries
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
# The forum of make.event is on 14 December at 14:00 in Riga.
WEEK_BEFORE, DAY_BEFORE = datetime(2026, 12, 7, 7, 30, tzinfo=UTC), datetime(2026, 12, 13, 7, 30, tzinfo=UTC)


@pytest.fixture
def forum(coordinator):
    return make.event("Forums", made_by=coordinator, reminders=[7, 1], venue="Kultūras nams", offers_rides=True)


@pytest.fixture
def anna(forum):
    return make.registration(forum, "Anna Ozola")


@pytest.fixture
def morning(monkeypatch):
    def remind(at):
        monkeypatch.setattr("savienojums.events.jobs.messages.now", lambda: at)
        jobs.remind_of_events()

    return remind


def test_a_reminder_says_when_where_and_how_to_give_the_seat_away(forum, anna, morning, mailoutbox):
    morning(WEEK_BEFORE)
    (mail,) = mailoutbox
    assert mail.to == ["anna@selija.test"]
    assert mail.subject == "Pēc 7 dienām: Forums"
    for said in ("14. decembris", "14:00", "Kultūras nams", anna.token, reverse("event_rides", args=[forum.slug])):
        assert said in mail.body


def test_nobody_is_reminded_twice_of_one_day_but_of_each(forum, anna, morning, mailoutbox):
    for at in (WEEK_BEFORE, WEEK_BEFORE + timedelta(hours=3), DAY_BEFORE, DAY_BEFORE):
        morning(at)
    assert [mail.subject for mail in mailoutbox] == ["Pēc 7 dienām: Forums", "Rīt: Forums"]


def test_before_nine_nothing_goes_out(forum, anna, morning, mailoutbox):
    morning(WEEK_BEFORE.replace(hour=6, minute=59))
    assert mailoutbox == []


def test_who_registers_late_gets_no_past_reminder(forum, anna, morning, mailoutbox):
    Registration.objects.update(asked_at=WEEK_BEFORE + timedelta(hours=5))
    morning(WEEK_BEFORE + timedelta(days=1))
    assert mailoutbox == []
    morning(DAY_BEFORE)
    assert [mail.subject for mail in mailoutbox] == ["Rīt: Forums"]


def test_who_waits_or_cancelled_is_not_reminded(forum, anna, morning, mailoutbox):
    Attendance.objects.update(seat="waiting")
    morning(WEEK_BEFORE)
    Attendance.objects.update(seat="accepted")
    Registration.objects.update(cancelled_at=make.NOW)
    morning(WEEK_BEFORE)
    assert mailoutbox == []


@pytest.mark.parametrize("change", [{"cancelled_at": make.NOW}, {"published_at": None}, {"reminders": []}])
def test_nothing_is_sent_of_what_is_cancelled_or_a_draft(forum, anna, morning, mailoutbox, change):
    Event.objects.update(**change)
    morning(WEEK_BEFORE)
    assert mailoutbox == []


def test_a_moved_event_is_reminded_of_for_its_new_day(forum, anna, morning, mailoutbox):
    morning(WEEK_BEFORE)
    forum.starts_at += timedelta(days=14)
    forum.ends_at += timedelta(days=14)
    forum.changed_at = WEEK_BEFORE + timedelta(hours=2)
    forum.save()
    morning(DAY_BEFORE)
    assert len(mailoutbox) == 1
    morning(WEEK_BEFORE + timedelta(days=14))
    assert len(mailoutbox) == 2
    assert "28. decembris" in mailoutbox[1].body


def test_a_morning_that_was_missed_is_made_up_for_with_the_right_number_of_days(forum, anna, morning, mailoutbox):
    morning(WEEK_BEFORE + timedelta(days=2))
    assert [mail.subject for mail in mailoutbox] == ["Pēc 5 dienām: Forums"]


def test_nine_in_riga_stays_nine_over_both_changes_of_the_clock():
    spring = make.event(
        "P", starts_at=datetime(2027, 3, 29, 8, tzinfo=UTC), ends_at=datetime(2027, 3, 29, 9, tzinfo=UTC)
    )
    autumn = make.event(
        "R", starts_at=datetime(2027, 11, 1, 8, tzinfo=UTC), ends_at=datetime(2027, 11, 1, 9, tzinfo=UTC)
    )
    assert queries.due_moment(spring, 2).astimezone(UTC) == datetime(2027, 3, 27, 7, tzinfo=UTC)
    assert queries.due_moment(spring, 1).astimezone(UTC) == datetime(2027, 3, 28, 6, tzinfo=UTC)
    assert queries.due_moment(autumn, 2).astimezone(UTC) == datetime(2027, 10, 30, 6, tzinfo=UTC)
    assert queries.due_moment(autumn, 1).astimezone(UTC) == datetime(2027, 10, 31, 7, tzinfo=UTC)


def test_the_days_are_chosen_on_the_desk(client, coordinator, forum):
    client.force_login(coordinator)
    address = reverse("event_messages", args=[forum.slug])
    assert client.post(address, {"days": ["14", "1"], "other": "30, 2"}).status_code == 302
    forum.refresh_from_db()
    assert forum.reminders == [30, 14, 2, 1]
    assert Record.objects.filter(verb="events.reminders_set").get().particulars["days"] == [30, 14, 2, 1]
    answer = client.post(address, {"other": "pirmdien"})
    assert answer.status_code == 422
    assert "no 0 līdz 60" in answer.content.decode()


def test_strangers_choose_no_days(outsider, forum):
    with pytest.raises(NotAllowed):
        set_reminders(by=outsider, event=forum, days=[1], at=make.NOW)
