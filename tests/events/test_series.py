"""Series of meetings: laid out a year ahead, followed by what nobody has touched, kept where somebody has."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events.actions import series as acts
from savienojums.events.actions import series_days as day_acts
from savienojums.events.models import Event, Series
from savienojums.events.queries.series_words import rule_in_words, sentence
from savienojums.events.recurrence import in_words
from savienojums.journal.models import Record
from savienojums.worker import work_off
from tests import make

pytestmark = pytest.mark.django_db

FIRST = date(2026, 11, 24)  # a Tuesday, tomorrow
TUESDAYS = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


def details(organisation, **other):
    return {
        "title": {"lv": "Kaldabruņas otrdienas"},
        "kind": "community_meeting",
        "rule": TUESDAYS,
        "first_on": FIRST,
        "begins": time(18),
        "ends": time(20),
        "venue": "Kaldabruņas tautas nams",
        "organisers": [organisation],
        **other,
    }


@pytest.fixture
def series(host, association):
    return acts.make_series(by=host, details=details(association), at=make.NOW)


def change(series, host, association, **other):
    return acts.change_series(by=host, series=series, details=details(association, **other), at=make.NOW)


def due_days(series):
    return list(series.events.order_by("due_on").values_list("due_on", flat=True))


def verbs(series):
    return list(Record.objects.about(series).order_by("pk").values_list("verb", flat=True))


# --- laying out


def test_a_series_without_end_stands_in_the_calendar_one_year_ahead(series):
    days = due_days(series)
    assert days[:3] == [FIRST, FIRST + timedelta(days=14), FIRST + timedelta(days=28)]
    assert len(days) == 27
    assert series.events.count() == 27
    assert Series.objects.get().laid_until == date(2027, 11, 24)
    assert verbs(series) == ["events.series_made"]


def test_meetings_have_everything_of_the_series_and_a_word_of_their_own(series, association):
    first = series.events.order_by("due_on").first()
    assert first.slug == "kaldabrunas-otrdienas-2026-11-24"
    assert (first.title, first.kind, first.venue) == (
        {"lv": "Kaldabruņas otrdienas"},
        "community_meeting",
        series.venue,
    )
    assert list(first.organisers.all()) == [association]
    assert first.published_at == make.NOW
    assert first.moved_from is None


def test_all_meetings_are_at_six_in_the_evening_summer_and_winter(series):
    starts = {event.due_on: event.starts_at.astimezone(UTC).hour for event in series.events.all()}
    assert starts[date(2027, 3, 16)] == 16
    assert starts[date(2027, 3, 30)] == 15
    assert starts[date(2027, 10, 26)] == 15
    assert starts[date(2027, 11, 9)] == 16


def test_time_lays_a_series_further_and_tells_so_only_if_there_was_anything(series):
    assert acts.lay_out_series(by=SYSTEM, series=series, at=make.NOW) == 0
    later = make.NOW + timedelta(days=30)
    assert acts.lay_out_series(by=SYSTEM, series=series, at=later) == 2
    assert verbs(series) == ["events.series_made", "events.series_laid_out"]
    assert len(due_days(series)) == len(set(due_days(series))) == 29


def test_nobody_but_time_lays_out(series, host):
    with pytest.raises(NotAllowed):
        acts.lay_out_series(by=host, series=series, at=make.NOW)


def test_a_series_of_three_has_three(host, association):
    made = acts.make_series(by=host, details=details(association, rule=f"{TUESDAYS};COUNT=3"), at=make.NOW)
    assert due_days(made) == [FIRST, date(2026, 12, 8), date(2026, 12, 22)]


# --- bad input


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"begins": time(20), "ends": time(18)}, acts.EndsBeforeItBegins),
        ({"begins": time(18), "ends": time(18)}, acts.EndsBeforeItBegins),
        ({"rule": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260101"}, acts.NoRule),
        ({"rule": "FREQ=HOURLY"}, acts.NoRule),
        ({"rule": "otrdienās"}, acts.NoRule),
        ({"rule": "FREQ=WEEKLY;BYDAY=WE"}, acts.NoRule),
    ],
)
def test_a_rule_that_gives_no_meeting_and_hours_that_run_backwards_are_refused(host, association, wrong, refusal):
    with pytest.raises(refusal) as refused:
        acts.make_series(by=host, details=details(association, **wrong), at=make.NOW)
    assert str(refused.value.sentence)
    assert not Series.objects.exists()


def test_a_stranger_makes_no_series_and_nobody_makes_one_for_others(outsider, host, association):
    with pytest.raises(NotAllowed):
        acts.make_series(by=outsider, details=details(association), at=make.NOW)
    with pytest.raises(acts.NotTheirSeries):
        acts.make_series(by=host, details=details(make.organisation("Cita biedrība")), at=make.NOW)


# --- changing


def test_untouched_meetings_follow_a_new_hour_and_weekday(series, host, association):
    told = change(
        series, host, association, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", first_on=date(2026, 11, 26), begins=time(17)
    )
    assert (told.gone, told.made, told.kept) == (27, 26, 0)
    first = series.events.order_by("due_on").first()
    assert (first.due_on, first.starts_at.astimezone(UTC).hour) == (date(2026, 11, 26), 15)
    line = Record.objects.about(series).get(verb="events.series_changed")
    assert line.particulars["changes"]["begins"] == ["18:00:00", "17:00:00"]
    assert "venue" not in line.particulars["changes"]


def test_meetings_somebody_touched_stay_as_they_are(series, host, association):
    registered, moved, cancelled, written, *_rest = series.events.order_by("due_on")
    make.registration(registered)
    Event.objects.filter(pk=moved.pk).update(starts_at=moved.starts_at + timedelta(hours=1))
    Event.objects.filter(pk=cancelled.pk).update(cancelled_at=make.NOW)
    written.points.create(title="Ceļi")
    told = change(series, host, association, begins=time(19), ends=time(21))
    assert told.kept == 4
    kept = [registered, moved, cancelled, written]
    assert [Event.objects.get(pk=each.pk).due_on for each in kept] == [each.due_on for each in kept]
    assert Event.objects.get(pk=registered.pk).starts_at == registered.starts_at
    fifth = series.events.order_by("due_on")[4]
    assert fifth.starts_at.astimezone(UTC).hour == 17
    assert len(due_days(series)) == 27


def test_what_was_held_stays_when_the_series_changes(series, host, association):
    later = make.NOW + timedelta(days=20)
    told = acts.change_series(
        by=host, series=series, at=later,
        details=details(association, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", first_on=date(2026, 12, 17)),
    )  # fmt: skip
    assert told.kept == 0
    assert due_days(series)[:3] == [FIRST, date(2026, 12, 8), date(2026, 12, 17)]


def test_a_stranger_changes_nothing(series, outsider, association):
    with pytest.raises(NotAllowed):
        change(series, outsider, association, venue="Citur")


# --- ending and leaving out


def test_an_ended_series_keeps_what_was_held_and_what_somebody_counts_on(series, host):
    make.registration(series.events.order_by("due_on")[1])
    told = acts.end_series(by=host, series=series, at=make.NOW + timedelta(days=3))
    assert (told.gone, told.kept) == (25, 1)
    assert due_days(series) == [FIRST, date(2026, 12, 8)]
    with pytest.raises(acts.SeriesEnded):
        acts.end_series(by=host, series=series, at=make.NOW)
    assert acts.lay_out_series(by=SYSTEM, series=series, at=make.NOW + timedelta(days=40)) == 0


def test_an_ended_series_is_taken_up_again(series, host):
    acts.end_series(by=host, series=series, at=make.NOW)
    acts.resume_series(by=host, series=series, at=make.NOW)
    assert len(due_days(series)) == 27
    with pytest.raises(acts.NotEnded):
        acts.resume_series(by=host, series=series, at=make.NOW)


def test_a_day_is_left_out_with_its_reason_and_put_back(series, host):
    christmas = date(2026, 12, 22)
    day_acts.leave_out_day(by=host, series=series, day=christmas, why="Ziemassvētki", at=make.NOW)
    assert christmas not in due_days(series)
    kept = Series.objects.get()
    assert (kept.left_out, kept.left_out_why) == (["2026-12-22"], {"2026-12-22": "Ziemassvētki"})
    acts.lay_out_series(by=SYSTEM, series=series, at=make.NOW)
    assert christmas not in due_days(series)
    day_acts.put_back_day(by=host, series=series, day=christmas, at=make.NOW)
    assert christmas in due_days(series)
    assert Series.objects.get().left_out == []
    assert verbs(series) == ["events.series_made", "events.day_left_out", "events.day_put_back"]


def test_a_day_on_which_somebody_counts_is_not_left_out_silently(series, host):
    make.registration(series.events.get(due_on=FIRST))
    with pytest.raises(day_acts.DayIsTouched):
        day_acts.leave_out_day(by=host, series=series, day=FIRST, why="", at=make.NOW)
    assert series.events.filter(due_on=FIRST).exists()


def test_a_day_that_is_none_of_the_series_is_not_left_out(series, host):
    with pytest.raises(day_acts.NotADayOfIt):
        day_acts.leave_out_day(by=host, series=series, day=date(2026, 11, 25), why="", at=make.NOW)
    with pytest.raises(day_acts.NotLeftOut):
        day_acts.put_back_day(by=host, series=series, day=FIRST, at=make.NOW)


# --- in words


@pytest.mark.parametrize(
    ("rule", "latvian", "english", "russian"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "katru otrdienu", "every Tuesday", "каждую неделю по вторникам"),
        (TUESDAYS, "katru otro otrdienu", "every second Tuesday", "каждую вторую неделю по вторникам"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "katru otro nedēļu pirmdienās un ceturtdienās",
         "every second week on Mondays and Thursdays", "каждую вторую неделю по понедельникам и четвергам"),
        ("FREQ=WEEKLY;INTERVAL=21;BYDAY=SU", "reizi 21 nedēļā svētdienās", "every 21 weeks on Sundays",
         "раз в 21 неделю по воскресеньям"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "katra mēneša pēdējā piektdienā", "the last Friday of every month",
         "в последнюю пятницу каждого месяца"),
        ("FREQ=MONTHLY;BYDAY=2TU", "katra mēneša otrajā otrdienā", "the second Tuesday of every month",
         "во второй вторник каждого месяца"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU", "katra otrā mēneša pirmajā svētdienā",
         "the first Sunday of every second month", "в первое воскресенье каждого второго месяца"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "katra mēneša 1. un 15. datumā", "day 1 and 15 of every month",
         "1-го и 15-го числа каждого месяца"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "katra mēneša pēdējā dienā", "the last day of every month",
         "в последний день каждого месяца"),
        ("FREQ=DAILY", "katru dienu", "every day", "каждый день"),
        ("FREQ=DAILY;INTERVAL=10", "reizi 10 dienās", "every 10 days", "раз в 10 дней"),
        ("FREQ=YEARLY", "reizi gadā (24. novembris)", "once a year (24 November)", "раз в год (24 ноября)"),
        ("FREQ=DAILY;COUNT=1", "katru dienu, 1 reizi", "every day, 1 time", "каждый день, 1 раз"),
        ("FREQ=DAILY;COUNT=3", "katru dienu, 3 reizes", "every day, 3 times", "каждый день, 3 раза"),
        ("FREQ=DAILY;UNTIL=20270601", "katru dienu, līdz 1.06.2027.", "every day, until 01/06/2027",
         "каждый день, до 01.06.2027"),
    ],
)  # fmt: skip
def test_a_rule_is_said_as_people_say_it(rule, latvian, english, russian):
    words = in_words(rule, FIRST)
    said = {}
    for language in ("lv", "en", "ru"):
        with translation.override(language):
            said[language] = sentence(words)
    assert said == {"lv": latvian, "en": english, "ru": russian}


def test_a_series_says_its_own_rule(series):
    assert rule_in_words(series) == "katru otro otrdienu"


def test_a_moment_of_the_series_has_its_zone(series):
    assert all(isinstance(each, datetime) and each.tzinfo for each in series.events.values_list("starts_at", flat=True))


def test_laid_out_meetings_are_found_and_those_taken_out_are_not(client, series, host):
    work_off()
    found = "/search/?q=Kaldabruņas"
    assert "kaldabrunas-otrdienas-2026-" in client.get(found).content.decode()
    acts.end_series(by=host, series=series, at=make.NOW)
    work_off()
    assert "kaldabrunas-otrdienas-2026-" not in client.get(found).content.decode()
