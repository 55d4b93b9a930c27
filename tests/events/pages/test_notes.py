"""The page of the notes: works without script, saves by itself with it, warns of names."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.events.models import Event, FocusNote
from tests.events.focus import NAMES, focus_group, note, voices

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def group(contact, client):
    client.force_login(contact)
    return focus_group(contact, *NAMES, guide="Kā Jūs braucat?\nKas traucē?")


def address(group, rest=""):
    return f"/events/{group.event.slug}/focus/notes/{rest}"


def test_notes_begin_with_a_field_for_each_question(client, group):
    assert "Vēl nekas nav pierakstīts" in client.get(address(group)).content.decode()
    assert client.post(address(group), {"begin": "yes"}).status_code == 302
    page = client.get(address(group)).content.decode()
    assert page.count("<textarea") == 3
    assert "Anna Ozola" in page
    assert "P1" in page
    answer = client.post(address(group), {"question": "Cits", "text": "P1: jā"})
    made = FocusNote.objects.get(question="Cits")
    assert answer["Location"] == f"{address(group)}#note-{made.public_id}"


def test_a_stretch_is_saved_with_and_without_script(client, group):
    voices(group)
    stretch = note(group, "sākums")
    one = address(group, f"{stretch.public_id}/")
    answer = client.post(one, {"text": "sākums\r\nIlzei patika", "seen": stretch.mark}, **HTMX)
    stretch.refresh_from_db()
    shown = answer.content.decode()
    assert stretch.text == "sākums\nIlzei patika"
    assert f'value="{stretch.mark}"' in shown
    assert "<strong>Ilzei</strong>" in shown
    assert "<html" not in shown
    assert client.post(one, {"text": "otrs", "seen": stretch.mark}).status_code == 302
    assert client.post(one, {"text": "trešais", "seen": "vecs"}, **HTMX).status_code == 409
    stretch.refresh_from_db()
    assert stretch.text == "otrs"
    assert "par garu" in client.post(one, {"text": "x" * 60_001, "seen": stretch.mark}, **HTMX).content.decode()
    assert client.get(one).status_code == 405


def test_one_click_puts_numbers_for_names(client, group):
    voices(group)
    stretch = note(group, "Annai ir auto")
    told = {"text": "Annai un Jānim ir auto", "seen": stretch.mark}
    assert client.post(address(group, f"{stretch.public_id}/names/"), told).status_code == 302
    stretch.refresh_from_db()
    assert stretch.text == "P1 un P2 ir auto"


def test_of_namesakes_the_page_asks_who_is_meant(client, contact):
    client.force_login(contact)
    group = focus_group(contact, "Anna Ozola", "Anna Liepiņa")
    voices(group)
    stretch = note(group, "Anna smējās")
    page = client.get(address(group)).content.decode()
    assert "Anna → P1" in page
    assert "Anna → P2" in page
    told = {"text": stretch.text, "seen": stretch.mark, "pick": "2:Anna"}
    client.post(address(group, f"{stretch.public_id}/names/"), told)
    stretch.refresh_from_db()
    assert stretch.text == "P2 smējās"


def test_an_empty_field_goes(client, group, contact):
    stretch = note(group, "")
    assert client.post(address(group, f"{stretch.public_id}/"), {"_method": "DELETE"}).status_code == 302
    assert FocusNote.objects.count() == 0
    other = note(focus_group(contact))
    assert client.post(address(group, f"{other.public_id}/"), {"text": "x"}).status_code == 404


def test_as_many_questions_for_three_stretches_as_for_one(client, group, django_assert_num_queries):
    ContentType.objects.get_for_model(Event)
    voices(group)
    note(group)
    client.get(address(group))
    with django_assert_num_queries(10):
        client.get(address(group))
    note(group)
    note(group, question="Kas traucē?")
    with django_assert_num_queries(10):
        client.get(address(group))
