"""The pages of series: what comes next, what was moved or fell out, and the form that lays meetings out."""

from datetime import date, time, timedelta

import pytest

from savienojums.core.clock import local_day, now
from savienojums.events.actions import gatherings
from savienojums.events.actions import series as acts
from savienojums.events.actions import series_days as day_acts
from savienojums.events.models import Event, Series
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def series(host, association):
    first = local_day(now()) + timedelta(days=1)
    details = {
        "title": {"lv": "Kaldabruņas vakari"}, "kind": "community_meeting", "rule": "FREQ=WEEKLY;INTERVAL=2",
        "first_on": first, "begins": time(18), "ends": time(20), "organisers": [association],
    }  # fmt: skip
    return acts.make_series(by=host, details=details, at=now())


def form(association, **other):
    return {
        "title_lv": "Mēneša otrdiena", "kind": "community_meeting", "first_on": "2027-01-12", "begins": "18:00",
        "ends": "20:00", "how": "weekday", "interval": "1", "which": ["2"], "weekdays": ["1"], "end": "never",
        "venue": "Tautas nams", "organisers": [association.slug], **other,
    }  # fmt: skip


def text(response):
    return response.content.decode()


def test_moved_cancelled_and_left_out_days_stand_struck_with_their_reason(client, series, host):
    events = list(series.events.order_by("due_on")[:4])
    gatherings.cancel_event(by=host, event=events[1], why="Sniegputenis", at=now())
    later = events[2].starts_at + timedelta(days=3)
    Event.objects.filter(pk=events[2].pk).update(starts_at=later, ends_at=later + timedelta(hours=2))
    day_acts.leave_out_day(by=host, series=series, day=events[3].due_on, why="Ziemassvētki", at=now())
    shown = text(client.get(series.get_absolute_url()))
    for words in (
        "atcelts: Sniegputenis",
        "pārcelts, bija <s>",
        "tikšanās nenotiek: Ziemassvētki",
        "Virknei nav beigu",
    ):
        assert words in shown


def test_a_series_shows_its_rule_and_next_meeting_to_everyone(client, series):
    shown = text(client.get(series.get_absolute_url()))
    assert "Katru otro " in shown
    assert "18:00–20:00" in shown
    assert series.events.order_by("due_on").first().get_absolute_url() in shown
    assert "Mainīt virkni" not in shown
    assert "Kaldabruņas vakari" in text(client.get("/events/series/"))


def test_drafts_of_a_series_are_seen_by_its_organisers_alone(client, series, host):
    hidden = series.events.order_by("due_on")[1]
    Event.objects.filter(pk=hidden.pk).update(published_at=None)
    assert hidden.slug not in text(client.get(series.get_absolute_url()))
    client.force_login(host)
    assert hidden.slug in text(client.get(series.get_absolute_url()))


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_page_asks_as_much_however_many_meetings_there_are(client, series, weeks, django_assert_num_queries):
    series.events.filter(due_on__gt=series.first_on + timedelta(weeks=2 * weeks - 1)).delete()
    client.get(series.get_absolute_url())
    with django_assert_num_queries(7):
        client.get(series.get_absolute_url())


def test_the_form_makes_every_second_tuesday_of_the_month(client, host, association):
    client.force_login(host)
    assert "Jauna tikšanos virkne" in text(client.get("/events/series/new/"))
    answer = client.post("/events/series/new/", form(association))
    made = Series.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert made.rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert made.events.order_by("due_on").first().due_on == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"how": "weekly", "interval": "2", "weekdays": ["1", "3"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ({"how": "weekly", "weekdays": []}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"how": "weekday", "which": [], "weekdays": []}, "FREQ=MONTHLY;BYDAY=2TU"),
        ({"how": "date"}, "FREQ=MONTHLY;BYMONTHDAY=12"),
        ({"how": "date", "last_date": "on", "first_on": "2027-01-31"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"how": "yearly"}, "FREQ=YEARLY"),
        ({"how": "daily", "interval": "3"}, "FREQ=DAILY;INTERVAL=3"),
        ({"how": "weekly", "weekdays": ["1"], "end": "times", "times": "5"}, "FREQ=WEEKLY;BYDAY=TU;COUNT=5"),
        (
            {"how": "weekly", "weekdays": ["1"], "end": "until", "until": "2027-06-01"},
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601",
        ),
    ],
)
def test_what_is_chosen_becomes_a_rule(client, host, association, said, rule):
    client.force_login(host)
    assert client.post("/events/series/new/", form(association, **said)).status_code == 302
    assert Series.objects.get().rule == rule


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"begins": "20:00", "ends": "18:00"}, "beidzas, pirms tā sākas"),
        ({"first_on": "2027-01-13"}, "pirmā tikšanās būtu 09.02.2027."),
        ({"end": "until", "until": "2026-12-01"}, "nenotiktu neviena tikšanās"),
        ({"end": "until"}, "līdz kurai dienai vai cik reižu"),
        ({"end": "times", "times": "0"}, "1"),
        ({"interval": "99"}, "52"),
        ({"how": "daily", "interval": "0"}, "1"),
        ({"organisers": []}, "nepieciešams"),
        ({"first_on": "kādreiz"}, "14.12.2026."),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_lays_nothing_out(client, host, association, said, sentence):
    client.force_login(host)
    answer = client.post("/events/series/new/", form(association, **said))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Mēneša otrdiena" in text(answer)
    assert not Series.objects.exists()


def test_the_form_of_a_series_shows_its_rule_and_changes_it(client, series, host, association):
    client.force_login(host)
    address = f"{series.get_absolute_url()}form/"
    shown = text(client.get(address))
    assert 'value="weekly" required id="id_how_0" checked' in shown
    answer = client.post(address, form(association))
    assert answer.status_code == 302
    assert Series.objects.get().rule == "FREQ=MONTHLY;BYDAY=2TU"


def test_days_are_left_out_and_put_back_and_the_series_is_ended_and_taken_up(client, series, host):
    client.force_login(host)
    day = series.events.order_by("due_on")[1].due_on.isoformat()
    days, end = f"{series.get_absolute_url()}days/", f"{series.get_absolute_url()}end/"
    assert client.post(days, {"day": "2020-01-01"}).status_code == 422
    client.post(days, {"day": day, "why": "Svētki"})
    assert Series.objects.get().left_out == [day]
    client.post(days, {"_method": "DELETE", "day": day})
    assert Series.objects.get().left_out == []
    assert client.post(days, {"_method": "DELETE", "day": "nekad"}).status_code == 404
    assert client.get(end).status_code == 200
    client.post(end)
    assert Series.objects.get().ended_at
    assert "Šī virkne ir beigusies" in text(client.get(series.get_absolute_url()))
    client.post(end, {"_method": "DELETE"})
    assert Series.objects.get().ended_at is None


@pytest.mark.parametrize("address", ["form/", "end/", "days/"])
def test_strangers_find_no_page_of_organising(client, series, outsider, address):
    client.force_login(outsider)
    for answer in (client.get(series.get_absolute_url() + address), client.post(series.get_absolute_url() + address)):
        assert answer.status_code in {404, 405}
    assert client.get("/events/series/new/").status_code == 404
    assert client.get("/events/series/nav-tadas/").status_code == 404
    assert Series.objects.get().ended_at is None
