"""The page of the year: deadlines month by month, as a picture and in words."""

from datetime import timedelta

import pytest

from savienojums.core.clock import local_day, now
from tests import make

pytestmark = pytest.mark.django_db
YEAR = "/support/year/"


def today():
    return local_day(now())


def test_announced_and_expected_are_told_apart(client):
    make.round_of(make.measure("Upes fonds"), closes_on=today() + timedelta(days=40))
    usual = today() + timedelta(days=60)
    make.measure("Ezeru fonds", status="recurring", recurrence="yearly", usual_deadlines=[f"{usual:%m-%d}"])
    page = client.get(YEAR).content.decode()
    certain, expected = (
        page.index('class="year-deadline year-certain"'),
        page.index('class="year-deadline year-expected"'),
    )
    assert certain < page.index("Upes fonds</a>") < expected < page.index("Ezeru fonds</a>")
    assert "Izsludināts 1 termiņš." in page
    assert "1 ir sagaidāms kā iepriekšējos gados." in page


def test_the_picture_shows_the_same_months_as_the_list(client):
    day = today() + timedelta(days=40)
    make.round_of(make.measure("Upes fonds"), closes_on=day)
    page = client.get(YEAR).content.decode()
    assert f'href="#m{day:%Y-%m}"' in page
    assert f'id="m{day:%Y-%m}"' in page


def test_a_past_year_is_told_as_history(client):
    make.round_of(make.measure("Upes fonds"), closes_on=today().replace(year=today().year - 1, day=1, month=6))
    page = client.get(f"{YEAR}{today().year - 1}/").content.decode()
    assert f"{today().year - 1}. gada termiņi" in page
    assert '<li class="year-deadline year-past">' in page
    assert "sagaidām" not in page.split("<main", 1)[1].split("year-months", 1)[1].split("</main", 1)[0]


def test_the_filter_of_the_list_holds_for_the_year(client):
    for kind in ("grant", "loan"):
        make.round_of(make.measure(kind.title(), kind=kind), closes_on=today() + timedelta(days=40))
    response = client.get(YEAR, {"kind": "loan"})
    page = response.content.decode()
    assert "Loan</a>" in page
    assert "Grant</a>" not in page
    assert "Tikai: Aizdevums." in page
    assert 'href="/support/?kind=loan"' in page


def test_a_year_without_deadlines_says_what_to_do(client):
    make.measure("Visu laiku", status="ongoing", recurrence="continuous")
    page = client.get(YEAR).content.decode()
    assert "Šim laikam neviens termiņš nav zināms" in page
    assert "Neviens termiņš nav izsludināts." in page


def test_drafts_are_not_in_anybodys_year(client, editor):
    make.round_of(make.measure("Slepens fonds", published_at=None), closes_on=today() + timedelta(days=40))
    client.force_login(editor)
    assert "Slepens" not in client.get(YEAR).content.decode()


@pytest.mark.parametrize("number", ["1999", "9999", "20267777777777777777"])
def test_a_year_nobody_knows_is_not_found(client, number):
    assert client.get(f"{YEAR}{number}/").status_code == 404


def test_an_unchanged_year_is_not_sent_again(client):
    measure = make.measure()
    mark = client.get(YEAR)["ETag"]
    assert client.get(YEAR, headers={"If-None-Match": mark}).status_code == 304
    make.round_of(measure, closes_on=today() + timedelta(days=40))
    assert client.get(YEAR, headers={"If-None-Match": mark}).status_code == 200


def test_the_year_is_only_read(client):
    assert client.post(YEAR).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_a_year_asks_the_same_questions_however_full_it_is(client, count, django_assert_num_queries):
    for number in range(count):
        measure = make.measure(f"A {number}", provider=make.provider(f"Sniedzējs {number}"))
        make.round_of(measure, closes_on=today() + timedelta(days=40))
        make.measure(f"B {number}", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    client.get(YEAR)
    with django_assert_num_queries(5):
        assert client.get(YEAR).context["year"].certain_count == count


def test_beside_the_twelve_months_ahead_stand_this_year_and_the_next(client):
    make.round_of(make.measure(), closes_on=today() + timedelta(days=40))
    head = client.get(YEAR).content.decode().split("year-head", 1)[1].split("</header>", 1)[0]
    this = today().year
    assert head.index(f'href="{YEAR}{this}/?"') < head.index(f'rel="next" href="{YEAR}{this + 1}/?"')
    there = client.get(f"{YEAR}{this}/").content.decode()
    assert f'rel="next" href="{YEAR}{this + 1}/?"' in there
    assert f'href="{YEAR}{this}/?"' not in there
