"""What has changed of a measure, as readers see it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from savienojums.support.actions import measures, rounds
from tests import make

pytestmark = pytest.mark.django_db
MOVED = "Termiņš pārcelts par 14 dienām agrāk: 1. marts → 15. februāris"


@pytest.fixture
def moved(editor):
    """A measure whose deadline moved on the 26th."""
    measure = make.measure("Upes fonds")
    found = make.round_of(measure, closes_on=date(2027, 3, 1))
    measures.change_measure(by=editor, measure=measure, details={"notes": "Vārdi"}, at=make.NOW)
    measures.change_measure(by=editor, measure=measure, details={"amount_max": Decimal(500)}, at=make.NOW)
    later = make.NOW + timedelta(days=3)
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 2, 15)}, at=later)
    return measure


def test_the_page_tells_what_changed_and_only_counts_wording(client, moved):
    page = client.get(moved.get_absolute_url()).content.decode()
    assert page.index(MOVED) < page.index("Lielākā summa: 500")
    assert "Un 1 neliels teksta labojums." in page
    assert "Dokumenta redaktore" not in page
    assert 'class="lately-row is-new"' not in page


def test_a_link_with_a_day_marks_what_came_since(client, moved):
    page = client.get(moved.get_absolute_url(), {"since": "2026-11-25"}).content.decode()
    assert "1 izmaiņa kopš pēdējās reizes (2026. gada 25. novembris)." in page
    assert page.count('class="lately-row is-new"') == 1
    quiet = client.get(moved.get_absolute_url(), {"since": "2026-12-25"}).content.decode()
    assert "nekas būtisks nav mainījies" in quiet
    assert 'class="lately-row is-new"' not in quiet
    assert client.get(moved.get_absolute_url(), {"since": "vakar"}).status_code == 200


def test_the_browser_is_given_what_it_needs_to_remember_the_visit(client, moved):
    page = client.get(moved.get_absolute_url()).content.decode()
    assert f'hidden data-visits="{moved.public_id}"' in page
    assert 'data-at="2026-11-26T' in page


def test_all_changes_stand_on_a_page_of_their_own(client, moved, editor):
    for days in range(4, 8):
        details = {"amount_max": Decimal(days)}
        measures.change_measure(by=editor, measure=moved, details=details, at=make.NOW + timedelta(days=days))
    address = f"{moved.get_absolute_url()}changes/"
    first = client.get(moved.get_absolute_url()).content.decode()
    assert (MOVED in first, f'href="{address}"' in first) == (False, True)
    whole = client.get(address).content.decode()
    assert MOVED in whole
    assert whole.count('class="lately-row"') == 6
    marked = client.get(address, {"since": "2026-11-28"}).content.decode()
    assert marked.count('class="lately-row is-new"') == 3


def test_a_measure_that_never_changed_says_so(client):
    measure = make.measure()
    assert "Nekas būtisks vēl nav mainījies" in client.get(f"{measure.get_absolute_url()}changes/").content.decode()
    assert 'id="changes"' not in client.get(measure.get_absolute_url()).content.decode()


def test_drafts_and_removed_entries_have_no_changes_for_readers(client, editor):
    draft = make.measure("Slepenais fonds", published_at=None)
    measures.change_measure(by=editor, measure=draft, details={"amount_max": Decimal(777)}, at=make.NOW)
    gone = make.measure("Izņemtais fonds")
    measures.change_measure(by=editor, measure=gone, details={"amount_max": Decimal(777)}, at=make.NOW)
    measures.remove_measure(by=editor, measure=gone, at=make.NOW)
    for measure in (draft, gone):
        answer = client.get(f"{measure.get_absolute_url()}changes/")
        assert answer.status_code == 404
        assert "777" not in answer.content.decode()


def test_it_is_only_read(client, moved):
    assert client.post(f"{moved.get_absolute_url()}changes/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_changes_ask_the_same_questions_however_many(client, editor, count, known_kinds, django_assert_num_queries):
    measure = make.measure()
    for number in range(count):
        details = {"amount_max": Decimal(number + 1)}
        measures.change_measure(by=editor, measure=measure, details=details, at=make.NOW)
    client.get(f"{measure.get_absolute_url()}changes/?since=2026-01-01")
    with django_assert_num_queries(6):
        client.get(f"{measure.get_absolute_url()}changes/")


def test_an_announced_round_is_told_once(client, editor):
    measure = make.measure("Upes fonds")
    rounds.add_round(by=editor, measure=measure, details={"closes_on": date(2027, 3, 1)}, at=make.NOW)
    for address in (measure.get_absolute_url(), f"{measure.get_absolute_url()}changes/"):
        lately = client.get(address).content.decode().split("lately-rows", 1)[1].split("</ol>", 1)[0]
        assert "Izsludināta kārta: termiņš 2027. gada 1. marts" in lately
        assert lately.count("Izsludināta kārta") == 1
