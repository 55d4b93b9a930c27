"""The editors' desk: what asks for attention, one click, and the way back."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import local_day, now
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
DESK = "/support/desk/"


def days_ago(number):
    return local_day(now()) - timedelta(days=number)


def names(response):
    return [str(row.card.name) for row in response.context["desk"].page.rows]


def counts(response):
    return {shelf.name: shelf.count for shelf in response.context["desk"].shelves}


def address(name, measure):
    return reverse(f"measure_{name}", args=[measure.slug])


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def test_never_checked_comes_before_long_unchecked_and_fresh_is_left_out(at_desk):
    make.measure("Svaigs", checked_on=days_ago(10))
    make.measure("Vecs", checked_on=days_ago(400))
    make.measure("Vecākais", checked_on=days_ago(800))
    make.measure("Nekad B")
    make.measure("Nekad A")
    assert names(at_desk.get(DESK)) == ["Nekad A", "Nekad B", "Vecākais", "Vecs"]


def test_after_a_year_an_entry_asks_to_be_checked(at_desk):
    make.measure("Gads", checked_on=days_ago(365))
    make.measure("Gads un diena", checked_on=days_ago(366))
    assert names(at_desk.get(DESK)) == ["Gads un diena"]


def test_each_shelf_holds_its_own_and_says_how_many(at_desk):
    fresh = {"checked_on": days_ago(1), "url": "https://x.test", "status": "recurring"}
    coming = make.measure("Ar kārtu", **fresh)
    make.round_of(coming, closes_on=days_ago(-30))
    opening = make.measure("Atvērsies", **fresh)
    make.round_of(opening, opens_on=days_ago(-30))
    passed = make.measure("Bez kārtas", **fresh)
    make.round_of(passed, closes_on=days_ago(30))
    make.measure("Visu laiku", **fresh | {"status": "ongoing"})
    make.measure("Bez adreses", **fresh | {"url": "", "recurrence": "continuous"})
    make.measure("Slēgts", **fresh | {"url": "", "checked_on": None, "status": "closed"})
    make.measure("Melnraksts", published_at=None)
    make.measure("Izņemts", removed_at=now())
    shown = {
        shelf: names(at_desk.get(DESK, {"shelf": shelf}))
        for shelf in ("needs", "suggestions", "rounds", "web", "dead", "drafts", "removed")
    }
    assert shown == {
        "needs": [],
        "rounds": ["Bez kārtas"],
        "web": ["Bez adreses"],
        "dead": [],
        "drafts": ["Melnraksts"],
        "removed": ["Izņemts"],
        "suggestions": [],
    }
    assert counts(at_desk.get(DESK)) == {shelf: len(rows) for shelf, rows in shown.items()}


def test_a_shelf_nobody_knows_is_the_first(at_desk):
    assert at_desk.get(DESK, {"shelf": "kaut kas"}).context["desk"].shelf == "needs"


def test_a_row_tells_what_is_known_and_leads_to_the_source(at_desk):
    measure = make.measure("Upes fonds", amount_max=1000, source_url="https://www.sif.gov.lv/upes/")
    make.round_of(measure, closes_on=days_ago(-30), closes_hour=time(12))
    page = at_desk.get(DESK).content.decode()
    for words in ("Upes fonds", "līdz 1\u00a0000\u00a0EUR", "12:00", "Vēl neviens nav pārbaudījis", "Joprojām pareizi"):
        assert words in page
    assert '<a href="https://www.sif.gov.lv/upes/" rel="noopener external">Skatīt sif.gov.lv</a>' in page


def test_an_empty_desk_says_that_all_is_well(at_desk):
    assert "Viss ir pārbaudīts" in at_desk.get(DESK).content.decode()
    assert "Melnrakstu nav" in at_desk.get(DESK, {"shelf": "drafts"}).content.decode()
    assert "Šeit nekā nav" in at_desk.get(DESK, {"shelf": "web"}).content.decode()


def test_a_long_desk_has_pages(at_desk):
    for number in range(23):
        make.measure(f"Fonds {number:02}")
    assert names(at_desk.get(DESK, {"page": "2"})) == ["Fonds 20", "Fonds 21", "Fonds 22"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_desk_asks_the_same_questions_however_full_it_is(at_desk, count, django_assert_num_queries):
    for number in range(count):
        measure = make.measure(f"Fonds {number}", provider=make.provider(f"Sniedzējs {number}"))
        make.round_of(measure, closes_on=days_ago(30))
    with django_assert_num_queries(11):
        assert len(names(at_desk.get(DESK))) == count


def test_one_click_says_still_true_and_the_row_answers(at_desk, editor, htmx):
    measure = make.measure("Upes fonds", status="recurring")
    answer = at_desk.post(address("confirmation", measure), **htmx)
    measure.refresh_from_db()
    assert (measure.checked_on, measure.checked_by) == (days_ago(0), editor)
    row = answer.content.decode()
    assert row.strip().startswith("<li")
    assert "Pārbaudīts šodien, Dokumenta redaktore" in row
    assert 'name="_method" value="DELETE"' in row
    assert "HX-Request" in answer["Vary"]


def test_without_script_the_row_stands_on_top_of_the_desk_with_its_way_back(at_desk):
    measure = make.measure("Upes fonds")
    answer = at_desk.post(address("confirmation", measure), {"next": f"{DESK}?shelf=needs&page=1"}, follow=True)
    assert answer.redirect_chain == [(f"{DESK}?shelf=needs&page=1&done={measure.slug}", 302)]
    assert str(answer.context["desk"].done.card.name) == "Upes fonds"
    assert names(answer) == []
    assert "Pārbaudīts šodien, Dokumenta redaktore" in answer.content.decode()


def test_one_click_is_taken_back(at_desk, htmx):
    measure = make.measure(status="needs_check", recurrence="yearly")
    at_desk.post(address("confirmation", measure), **htmx)
    answer = at_desk.post(address("confirmation", measure), {"_method": "DELETE"}, **htmx)
    measure.refresh_from_db()
    assert (measure.checked_on, measure.checked_by, measure.status) == (None, None, "needs_check")
    assert "Joprojām pareizi" in answer.content.decode()


def test_a_note_goes_into_the_history(at_desk, htmx):
    at_desk.post(address("confirmation", make.measure()), {"note": "  Zvanīju uz domi  "}, **htmx)
    assert Record.objects.get().particulars["note"] == "Zvanīju uz domi"


def test_it_is_otherwise(at_desk, htmx):
    measure = make.measure(status="recurring")
    answer = at_desk.post(address("closing", measure), {"note": "Fonda vairs nav"}, **htmx)
    measure.refresh_from_db()
    assert (measure.status, Record.objects.latest("id").particulars["note"]) == ("closed", "Fonda vairs nav")
    assert "Slēgts" in answer.content.decode()
    at_desk.post(address("expectation", measure), **htmx)
    measure.refresh_from_db()
    assert measure.status == "recurring"


def test_closing_twice_is_said_in_a_sentence(at_desk):
    answer = at_desk.post(address("closing", make.measure(status="closed")))
    assert answer.status_code == 409
    assert "Šis atbalsta pasākums jau ir slēgts." in answer.content.decode()


def test_nobody_is_led_away_after_a_click(at_desk):
    answer = at_desk.post(address("confirmation", make.measure()), {"next": "https://elsewhere.test/"})
    assert answer["Location"].startswith(DESK)


@pytest.mark.parametrize("who", ["contact", "outsider", None])
def test_for_others_there_is_no_desk(client, who, request):
    measure = make.measure("Slepens fonds", published_at=None)
    if who:
        client.force_login(request.getfixturevalue(who))
    answers = [client.get(DESK), client.get(DESK, {"done": measure.slug})]
    answers += [client.post(address(name, measure)) for name in ("confirmation", "closing", "expectation")]
    for answer in answers:
        assert answer.status_code == 404
        assert "Slepens" not in answer.content.decode()
    measure.refresh_from_db()
    assert (measure.checked_on, Record.objects.exists()) == (None, False)


def test_doors_answer_only_to_what_they_know(at_desk):
    measure = make.measure()
    assert at_desk.post(DESK).status_code == 405
    for name in ("confirmation", "closing", "expectation"):
        assert at_desk.get(address(name, measure)).status_code == 405


def test_a_measure_that_is_not_there_is_not_found(at_desk):
    assert at_desk.post("/support/nav-tada/confirmation/").status_code == 404
    assert at_desk.get(DESK, {"done": "nav-tada"}).status_code == 404


def test_a_name_with_markup_is_only_a_name(at_desk):
    make.measure("<script>alert(1)</script>")
    assert "<script>alert" not in at_desk.get(DESK).content.decode()
