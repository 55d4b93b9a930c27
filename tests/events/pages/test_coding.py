"""Coding: a passage is pasted or selected, coded, changed, taken along; the codes of all groups."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.events.models import Code, Event, Quote
from savienojums.journal.models import Record
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(contact, client):
    client.force_login(contact)
    made = focus_group(contact, *NAMES)
    voices(made)
    return made


@pytest.fixture
def stretch(group):
    return note(group, "P1: Autobuss pēc četriem nebrauc. P2: Autobuss ir dārgs.")


def base(group):
    return f"/events/{group.event.slug}/focus/"


def test_a_passage_becomes_a_quote(client, group, stretch):
    code = Code.objects.create(name="Transports")
    told = {"words": "Autobuss", "near": "34", "voice": "P2", "codes": [code.public_id], "new_codes": "Nauda, nauda; Vakari",
            "note": stretch.public_id}  # fmt: skip
    answer = client.post(f"{base(group)}notes/{stretch.public_id}/quotes/", told)
    made = Quote.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?voice=P2&note={stretch.public_id}#quote-{made.public_id}")
    assert (made.begins, made.voice) == (38, "P2")
    assert [each.name for each in made.codes.all()] == ["Nauda", "Transports", "Vakari"]
    page = client.get(f"{base(group)}coding/?voice=P2").content.decode()
    assert "<mark>Autobuss</mark>" in page
    assert '<option value="P2" selected>' in page


def test_what_is_not_in_the_notes_comes_back_with_a_sentence(client, group, stretch):
    answer = client.post(f"{base(group)}notes/{stretch.public_id}/quotes/", {"words": "Vilciens", "new_codes": "Ceļš"})
    assert answer.status_code == 422
    assert "tādu vārdu nav" in answer.content.decode()
    assert Quote.objects.count() == Code.objects.count() == 0


def test_without_notes_the_page_leads_to_them(client, group):
    assert "Nav piezīmju, no kurām citēt" in client.get(f"{base(group)}coding/").content.decode()


def test_a_quote_is_changed_and_removed(client, group, stretch):
    made = quote(stretch, "Autobuss", "Transports", voice="P1", age_band="young")
    one = f"{base(group)}quotes/{made.public_id}/"
    assert "līdz 25" in client.get(one).content.decode()
    client.post(one, {"voice": "P2", "new_codes": "Vakari"})
    made.refresh_from_db()
    assert (made.voice, [each.name for each in made.codes.all()]) == ("P2", ["Vakari"])
    assert client.post(one, {"_method": "DELETE"}).status_code == 302
    assert Quote.objects.count() == 0
    assert client.get(one).status_code == 404


def test_the_table_is_taken_along_and_written_down(client, group, stretch):
    quote(stretch, "Autobuss", "Transports")
    for form in ("csv", "xlsx"):
        answer = client.get(f"{base(group)}quotes.{form}")
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(f"{base(group)}quotes.doc").status_code == 404
    assert Record.objects.filter(verb="events.quotes_exported").count() == 2


def test_codes_of_all_groups_stand_on_one_page(client, group, stretch, outsider):
    quote(stretch, "Autobuss pēc četriem", "Transports", voice="P1")
    code = Code.objects.get()
    assert "1 citāts" in client.get("/events/codes/").content.decode()
    own = client.get(f"/events/codes/{code.public_id}/").content.decode()
    assert "Autobuss pēc četriem" in own
    assert "P1" in own
    client.force_login(outsider)
    assert "Transports" not in client.get("/events/codes/").content.decode()
    page = client.get(f"/events/codes/{code.public_id}/")
    assert page.status_code == 404
    assert "Transports" not in page.content.decode()
    group.released_at = "2026-11-23T10:00Z"
    group.save()
    client.logout()
    page = client.get(f"/events/codes/{code.public_id}/").content.decode()
    assert "Autobuss pēc četriem" in page
    assert "P1" not in page
    assert client.post(f"/events/codes/{code.public_id}/", {"name": "x"}).status_code == 404


def test_who_made_a_code_renames_and_merges_it(client, group, contact, outsider):
    code, into = (Code.objects.create(name=name, made_by=contact) for name in ("Buss", "Transports"))
    one = f"/events/codes/{code.public_id}/"
    assert client.post(one, {"name": "transports"}).status_code == 422
    assert client.post(one, {"name": "Autobuss"}).status_code == 302
    assert client.post(one, {"_method": "DELETE", "into": "nekas"}).status_code == 409
    assert client.post(one, {"_method": "DELETE", "into": into.public_id}).status_code == 302
    assert [each.name for each in Code.objects.all()] == ["Transports"]
    client.force_login(outsider)
    assert (
        client.post(f"/events/codes/{into.public_id}/", {"_method": "DELETE", "into": into.public_id}).status_code
        == 404
    )


def test_as_many_questions_for_three_quotes_as_for_one(client, group, stretch, django_assert_num_queries):
    ContentType.objects.get_for_model(Event)
    quote(stretch, "Autobuss", "Transports")
    address = f"/events/codes/{Code.objects.get().public_id}/"
    counts = {f"{base(group)}coding/": 16, "/events/codes/": 7, address: 9}
    client.get(f"{base(group)}coding/")

    def ask():
        for each, count in counts.items():
            with django_assert_num_queries(count):
                assert client.get(each).status_code == 200

    ask()
    quote(stretch, "četriem", "Transports", "Vakari")
    quote(note(group, "P1: dārgi"), "dārgi", "Transports")
    ask()
