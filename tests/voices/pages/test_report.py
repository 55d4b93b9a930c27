"""The report as a page and as a PDF; conclusions."""

from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.voices.actions.maps import make_map
from tests import make
from tests.voices.conversations import drawn
from tests.voices.map_given import filled


@pytest.fixture
def over(db):
    """A conversation with groups that has ended."""
    at = now()
    held = filled(
        drawn(seed=3, gap=4.5, people=60, statements=20, filled=0.7)[0],
        phases=[("both", at - timedelta(days=9), at - timedelta(days=1))],
        asks_age=True,
    )
    make_map(by=SYSTEM, conversation=held, at=at)
    return held


def read(client, held):
    response = client.get(reverse("conversation_report", args=[held.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_report_of_a_conversation_that_ended_is_for_everyone(client, over):
    over.conclusions = {"lv": "## Ko darīsim\nBūs **veikals**."}
    over.save()
    shown = read(client, over)
    for words in (
        "Ko rīkotāji dzirdēja",
        "<strong>veikals</strong>",
        "Kas piedalījās",
        "Kā saruna moderēta",
        "Apgalvojums 20.",
    ):
        assert words in shown
    assert "Starppārskats" not in shown


def test_while_people_answer_it_is_a_report_so_far_for_organisers_alone(client, over, coordinator, outsider):
    over.phases.update(closes_at=now() + timedelta(days=3))
    client.force_login(outsider)
    assert "Kas piedalījās" not in read(client, over)
    client.force_login(coordinator)
    shown = read(client, over)
    assert "Starppārskats" in shown
    assert "pagaidām redz tikai rīkotāji" in shown


def test_places_and_ages_of_few_are_not_on_the_page(client, over):
    people = list(over.participants.all())
    small, large = make.place(name="Mazciems"), make.place(name="Lielpilsēta")
    for at, each in enumerate(people):
        each.place, each.age_band = (small, "u18") if at < 4 else (large, "45-64") if at < 40 else (None, "")
        each.save()
    shown = read(client, over)
    assert "Lielpilsēta" in shown
    assert "Mazciems" not in shown
    assert "Līdz 18" not in shown
    over.phases.update(closes_at=now() + timedelta(days=3))
    over.results_shown = "live"
    over.save()
    shown = read(client, over)
    assert "Lielpilsēta" not in shown
    assert "45–64" not in shown
    assert "Vietas un vecumu rādīs pēc sarunas beigām." in shown


def test_the_pdf_is_tagged_and_says_the_same(client, over):
    response = client.get(reverse("conversation_report_pdf", args=[over.slug]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in response.content


def test_a_report_without_a_map_is_printed_too(client, db, coordinator):
    held = make.conversation()
    client.force_login(coordinator)
    assert "Kas piedalījās" in read(client, held)
    assert client.get(reverse("conversation_report_pdf", args=[held.slug])).content.startswith(b"%PDF")


def test_organisers_write_conclusions_and_others_do_not(client, over, coordinator, outsider):
    address = reverse("conversation_conclusions", args=[over.slug])
    over.conclusions = {"lv": "Noslēpums pagaidām."}
    over.save()
    assert "/accounts/" in client.get(address)["Location"]
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    assert client.post(address, {"conclusions_lv": "Svešs."}).status_code == 404
    client.force_login(coordinator)
    assert "Noslēpums pagaidām." in client.get(address).content.decode()
    response = client.post(address, {"conclusions_lv": "Būs veikals.", "conclusions_en": "A shop will come."})
    assert response["Location"] == reverse("conversation_report", args=[over.slug])
    over.refresh_from_db()
    assert over.conclusions == {"lv": "Būs veikals.", "en": "A shop will come."}
    assert client.post(address, {"conclusions_lv": "x" * 9_000}).status_code == 422


def test_conclusions_cannot_dress_up_or_run(client, over):
    over.conclusions = {"lv": "<script>alert(1)</script> [x](javascript:alert(1))"}
    over.save()
    shown = read(client, over)
    assert "<script>alert(1)" not in shown
    assert 'href="javascript' not in shown
    assert "&lt;script&gt;alert(1)" in shown
