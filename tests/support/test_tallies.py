"""What was counted is added up, told with its limits, and thrown away in time."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import RequestFactory

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.network.queries.places import atlas
from savienojums.support.actions.tallies import forget_tallies, keep_tallies
from savienojums.support.counting import Counted
from savienojums.support.jobs.tallies import forget_old_tallies
from savienojums.support.models import Tally
from savienojums.support.queries import tallies
from savienojums.support.queries.asking import Asked
from savienojums.support.views import counting
from tests import make

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    counting.WAITING.forget()
    yield
    counting.WAITING.forget()


def asked(**headers):
    request = RequestFactory().get("/support/", headers={"User-Agent": BROWSER, **headers})
    request.person = None
    return request


def waiting():
    return {(each.what, each.key): count for each, count in counting.WAITING.waiting.items()}


def in_the_cache():
    if settings.REDIS_URL:
        client = cache._cache.get_client()
        return [(key.decode(), client.get(key)) for key in client.keys("*tally:*")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM core_cache WHERE cache_key LIKE '%tally:%'")
        return cursor.fetchall()


def keep(what, key, count, day=make.TODAY):
    keep_tallies(by=SYSTEM, counted={Counted(day, what, key): count}, at=make.NOW)


def test_numbers_of_many_processes_add_up():
    for count in (2, 3):
        counted = {Counted(make.TODAY, "view", "a"): count, Counted(make.TODAY, "fit", "a"): 1}
        keep_tallies(by=SYSTEM, counted=counted, at=make.NOW)
    assert set(Tally.objects.values_list("what", "key", "count")) == {("view", "a", 5), ("fit", "a", 2)}


def test_words_go_after_a_year_and_numbers_after_five():
    old, older = make.TODAY - timedelta(days=400), make.TODAY - timedelta(days=6 * 366)
    for day in (make.TODAY, old, older):
        keep("view", "a", 1, day)
        keep("nothing", "teltis", 3, day)
    assert forget_tallies(by=SYSTEM, at=make.NOW) == 3
    assert set(Tally.objects.values_list("day", "what")) == {
        (make.TODAY, "view"),
        (make.TODAY, "nothing"),
        (old, "view"),
    }
    forget_old_tallies()
    assert Tally.objects.count() == 3


def test_only_time_keeps_and_forgets(coordinator):
    with pytest.raises(NotAllowed):
        keep_tallies(by=coordinator, counted={}, at=make.NOW)
    with pytest.raises(NotAllowed):
        forget_tallies(by=coordinator, at=make.NOW)


@pytest.mark.parametrize(
    "header", [{"DNT": "1"}, {"Sec-GPC": "1"}, {"User-Agent": "Googlebot"}, {"Sec-Purpose": "prefetch"}]
)
def test_who_asks_not_to_be_followed_is_not_counted(header):
    counting.count(asked(**header), "view", "a", make.NOW)
    assert waiting() == {}


def test_editors_are_not_counted_and_visitors_and_members_are(editor, contact):
    for person in (None, contact, editor):
        request = asked()
        request.person = person
        counting.count(request, "view", "a", make.NOW)
    assert waiting() == {("view", "a"): 2}


def test_a_page_is_counted_when_read_anew_or_again_but_not_when_there_is_none(client):
    measure = make.measure()
    browser = {"headers": {"User-Agent": BROWSER}}
    first = client.get(measure.get_absolute_url(), **browser)
    again = client.get(
        measure.get_absolute_url(), headers={"User-Agent": BROWSER, "If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/support/nav-tada/", **browser).status_code == 404
    assert waiting() == {("view", measure.slug): 2}


def test_nothing_is_written_before_the_answer_has_gone_out(client, django_assert_num_queries, monkeypatch):
    measure = make.measure()
    counting.count(asked(), "view", measure.slug, make.NOW)
    counting.hand_over()
    assert not Tally.objects.exists()
    monkeypatch.setattr(counting, "monotonic", lambda: 10.0**9)
    with django_assert_num_queries(4):
        counting.hand_over()
    assert Tally.objects.get().count == 1


def test_a_database_that_is_busy_loses_nothing(monkeypatch):
    counting.count(asked(), "view", "a", make.NOW)
    monkeypatch.setattr(counting, "monotonic", lambda: 10.0**9)

    def busy(**_words):
        raise OperationalError("database is locked")

    monkeypatch.setattr(counting, "keep_tallies", busy)
    counting.hand_over()
    assert waiting() == {("view", "a"): 1}


def test_words_are_kept_from_the_third_asking_on_some_minutes_apart():
    for minutes in (0, 1, 20, 40, 60):
        counting.count_search(asked(), "Saules paneļi anna@inbox.lv", make.NOW + timedelta(minutes=minutes))
        assert waiting() == ({} if minutes < 40 else {("nothing", "saules paneļi"): 3 if minutes == 40 else 4})
    ((key, _value),) = in_the_cache()
    assert "saules" not in key


def test_a_search_without_result_is_counted_only_if_nothing_else_narrowed_it(client):
    browser = {"headers": {"User-Agent": BROWSER}}
    for address in ("/support/?q=xyzzyq", "/support/?q=xyzzyq&kind=grant", "/support/"):
        client.get(address, **browser)
    assert len(in_the_cache()) == 1


def test_a_question_what_fits_keeps_no_more_than_the_municipality(client):
    municipality = make.place("Jēkabpils novads", kind="municipality")
    parish = make.place(within=[municipality])
    here = atlas().by_pk[parish.pk]
    assert tallies.fit_key(Asked(place=here, form="association"), "0") == "jekabpils-novads|association|0"
    assert tallies.fit_key(Asked(form="person"), "10+") == "|person|10+"
    client.get(f"/support/fit/?place={parish.slug}&form=association", headers={"User-Agent": BROWSER})
    client.get(f"/support/fit/?place={parish.slug}&form=association&page=2", headers={"User-Agent": BROWSER})
    client.get("/support/fit/?sum=500", headers={"User-Agent": BROWSER})
    assert waiting() == {("fit", "jekabpils-novads|association|0"): 1}


def test_small_numbers_are_not_told():
    often, seldom = make.measure("Bieži"), make.measure("Reti")
    keep("view", often.slug, 5)
    keep("view", seldom.slug, 4)
    keep("view", often.slug, 4, date(2026, 10, 2))
    assert [line.cells[0] for line in tallies.views_by_measure(make.NOW).lines] == ["Bieži"]
    assert [line.cells for line in tallies.views_by_month(make.NOW).lines] == [("novembris 2026", 9)]


def test_questions_are_told_by_place_and_form_with_their_limits():
    make.place("Jēkabpils novads", kind="municipality")
    keep("fit", "jekabpils-novads|association|0", 5)
    keep("fit", "jekabpils-novads|association|4-9", 3)
    keep("fit", "|person|0", 4)
    keep("fit", "|informal|0", 2)
    keep("fit", "|informal|10+", 3)
    assert [line.cells for line in tallies.fits(make.NOW).lines] == [
        ("Jēkabpils novads", "Biedrība", 8, 5),
        ("nav norādīts", "Grupa bez juridiskas formas", 5, None),
    ]


def test_words_searched_in_vain_are_told_from_three_on():
    keep("nothing", "teltis", 3)
    keep("nothing", "laivas", 2)
    assert [line.cells for line in tallies.searches(make.NOW).lines] == [("teltis", 3)]


def test_who_watches_the_numbers_does_not_see_single_readings_go_by():
    measure = make.measure()
    keep("view", measure.slug, 5)
    assert tallies.views_by_measure(make.NOW).lines[0].number == 5
    keep("view", measure.slug, 1)
    assert tallies.views_by_measure(make.NOW).lines[0].number == 5
    assert tallies.views_by_measure(make.NOW + timedelta(hours=1)).lines[0].number == 6
