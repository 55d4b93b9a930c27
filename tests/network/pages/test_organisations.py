"""The page of all organisations, and the list as a file."""

import pytest
from django.urls import reverse

from savienojums.core import search
from savienojums.core.marks import raise_mark
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.network.queries.organisations import search_row
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/"
QUERIES = 1
QUERIES_WITH_WORDS = 4  # the marks, the synonyms, the words, the match
QUERIES_SIGNED_IN = 5


def filled(number):
    place = make.place("Rubenes pagasts", within=[make.place("Jēkabpils novads", kind="municipality")])
    for which in range(number):
        organisation = make.organisation(f"Kopiena {which}", place=place, summary={"lv": "Kopā"})
        organisation.themes.add(make.theme())
    search.index("organisation", [search_row(each) for each in Organisation.objects.all()])
    raise_mark("registry", "places")


def test_it_lists_what_is_public_with_counts_and_ways_on(client):
    filled(3)
    make.organisation("Slepenā", published_at=None)
    raise_mark("registry")
    content = client.get(ADDRESS).content.decode()
    assert "3 organizācijas" in content
    assert content.index("Kopiena 0") < content.index("Kopiena 1") < content.index("Kopiena 2")
    assert "Slepenā" not in content
    assert 'href="/organisations/export.xlsx"' in content
    assert 'href="/map/"' in content


def test_a_filter_stays_in_every_way_on(client):
    filled(1)
    content = client.get(f"{ADDRESS}?q=kopiena&theme=culture").content.decode()
    assert "1 organizācija<" in content
    assert 'href="/organisations/export.csv?q=kopiena&amp;theme=culture"' in content
    assert 'href="/map/?q=kopiena&amp;theme=culture"' in content
    assert '<input type="hidden" name="theme" value="culture">' in content


def test_nobody_found_says_what_to_do(client):
    assert "Šādi neviens nav atrasts" in client.get(f"{ADDRESS}?q=xyzzy").content.decode()


def test_with_htmx_only_the_list_comes(client):
    filled(1)
    response = client.get(ADDRESS, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="listing"')
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_few_queries_for_one_and_for_three(number, client, django_assert_num_queries):
    filled(number)
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        client.get(ADDRESS)


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_the_same_few_queries_for_one_and_for_three(number, client, django_assert_num_queries):
    filled(number)
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES_WITH_WORDS):
        client.get(f"{ADDRESS}?q=kopiena&theme=culture")


@pytest.mark.parametrize("number", [1, 3])
def test_somebody_signed_in_costs_no_more_for_three(number, client, coordinator, django_assert_num_queries):
    filled(number)
    client.force_login(coordinator)
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES_SIGNED_IN):
        client.get(ADDRESS)


def test_an_unchanged_list_is_not_sent_again(client):
    filled(1)
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.organisation("Jaunā")
    raise_mark("registry")
    assert "Jaunā" in client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).content.decode()


def test_nobody_writes_to_the_list(client):
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("geojson", "application/geo+json"),
    ],
)
def test_a_visitor_takes_the_filtered_list_away_without_leaving_a_name(form, kind, client):
    filled(1)
    make.organisation("Cita", kind="library")
    raise_mark("registry")
    response = client.get(reverse("organisations_file", args=[form]) + "?kind=association")
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["Content-Disposition"].rstrip('"').endswith(f".{form}")
    assert not Record.objects.exists()
    if form != "xlsx":
        assert "Kopiena 0" in response.content.decode()
        assert "Cita" not in response.content.decode()


def test_who_is_signed_in_is_written_down(client, outsider):
    filled(3)
    client.force_login(outsider)
    client.get(reverse("organisations_file", args=["csv"]) + "?theme=culture")
    line = Record.objects.get()
    assert (line.verb, line.by) == ("network.organisations_exported", outsider)
    assert line.particulars == {"form": "csv", "count": 3, "address": "theme=culture"}


def test_a_file_holds_nothing_one_may_not_see(client, outsider):
    make.organisation("Slepenā", published_at=None)
    make.organisation("Vecā", archived_at=make.NOW)
    client.force_login(outsider)
    content = client.get(
        reverse("organisations_file", args=["csv"]) + "?state=archived&state=proposed"
    ).content.decode()
    assert "Slepenā" not in content
    assert "Vecā" not in content


def test_a_file_of_an_unknown_kind_does_not_exist(client):
    assert client.get("/organisations/export.pdf").status_code == 404


# --- a new organisation ---------------------------------------------------------

PROPOSAL = "/organisations/proposal/"
LEAST = {"name": "Elkšņu kopiena", "kind": "initiative_group"}


def test_a_visitor_is_asked_to_sign_in_first(client):
    assert client.get(PROPOSAL).headers["Location"].endswith(f"?next={PROPOSAL}")


def test_anyone_signed_in_proposes(client, outsider):
    client.force_login(outsider)
    assert "Ieteikt organizāciju" in client.get(PROPOSAL).content.decode()
    response = client.post(PROPOSAL, {**LEAST, "capacity": "member"})
    made = Organisation.objects.get()
    assert response.headers["Location"] == made.get_absolute_url()
    assert made.published_at is None
    assert "Ieteikta" in client.get(made.get_absolute_url()).content.decode()


def test_a_coordinator_adds(client, coordinator):
    client.force_login(coordinator)
    client.post(PROPOSAL, LEAST)
    assert Organisation.objects.get().is_public


def test_a_fault_keeps_what_was_typed(client, outsider):
    client.force_login(outsider)
    response = client.post(PROPOSAL, {**LEAST, "registration_number": "12"})
    assert response.status_code == 422
    assert "11 cipari" in response.content.decode()
    assert 'value="Elkšņu kopiena"' in response.content.decode()
    assert not Organisation.objects.exists()


def test_a_number_that_is_taken_is_a_fault_of_its_field(client, coordinator):
    make.organisation("Cita", registration_number="40008012345")
    client.force_login(coordinator)
    response = client.post(PROPOSAL, {**LEAST, "registration_number": "40008012345"})
    assert response.status_code == 422
    assert "jau ir reģistrā" in response.content.decode()


def test_the_form_works_with_htmx(client, outsider):
    client.force_login(outsider)
    response = client.post(PROPOSAL, LEAST, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<form id="form"')
    assert client.put(PROPOSAL).status_code == 405
