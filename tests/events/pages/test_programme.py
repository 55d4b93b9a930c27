"""Programme and materials: at the desk, and on the page of the event."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from savienojums.events.models import Material, ProgrammeItem
from savienojums.events.queries import gatherings, programme
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(contact):
    return make.event(made_by=contact)


@pytest.fixture
def signed(client, contact):
    client.force_login(contact)
    return client


def test_points_are_added_one_after_another(signed, event):
    address = f"/events/{event.slug}/programme/"
    said = {"begins": "14:00", "ends": "14:30", "title_lv": "Atklāšana", "speakers": "Anna; Jānis", "room": "Zāle"}
    assert signed.post(address, said).url == f"{address}?next=1"
    item = ProgrammeItem.objects.get()
    assert (str(item.title), item.speakers, item.room, item.is_stop) == ("Atklāšana", "Anna\nJānis", "Zāle", False)
    assert signed.get(address).context["quick"]["begins"].value() == "14:30"
    assert "autofocus" in signed.get(f"{address}?next=1").content.decode()
    assert "autofocus" not in signed.get(address).content.decode()


def test_a_whole_programme_is_pasted_or_its_wrong_lines_are_named(signed, event):
    address = f"/events/{event.slug}/programme/"
    signed.post(address, {"lines": "14:00–14:30 Atklāšana\n14:30 Panelis | Anna | Zāle\nKafija"})
    titles = [str(each.title) for each in event.programme.all()]
    assert titles == ["Atklāšana", "Panelis", "Kafija"]
    answer = signed.post(address, {"lines": "14:00 Labi\n15:00–14:00 Slikti"})
    assert answer.status_code == 422
    assert "2" in str(answer.context["pasted"].errors["lines"])
    assert ProgrammeItem.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"title_lv": ""}, {"title_lv"}),
        ({"title_lv": "X", "begins": "15:00", "ends": "14:00"}, {"ends"}),
        ({"title_lv": "X", "ends": "14:00"}, {"begins"}),
        ({"title_lv": "X", "begins": "drīz"}, {"begins"}),
    ],
)
def test_what_cannot_be_is_answered_beside_its_field(signed, event, given, fields):
    answer = signed.post(f"/events/{event.slug}/programme/", given)
    assert answer.status_code == 422
    assert set(answer.context["quick"].errors) == fields


def test_a_point_is_changed_on_its_own_page(signed, event):
    item = ProgrammeItem.objects.create(event=event, title={"lv": "Kafija"})
    place = make.place("Viesīte", kind="town")
    address = f"/events/{event.slug}/programme/{item.public_id}/"
    assert "Kafija" in signed.get(address).content.decode()
    said = {
        "title_lv": "Kafija un kūkas",
        "title_en": "Coffee",
        "begins": "15:00",
        "place": place.slug,
        "is_stop": "on",
    }
    assert signed.post(address, said).status_code == 302
    item.refresh_from_db()
    assert (item.title["en"], item.place, item.is_stop) == ("Coffee", place, True)
    other = make.event("Cits", made_by=event.made_by)
    assert signed.get(f"/events/{other.slug}/programme/{item.public_id}/").status_code == 404
    assert signed.post(address, {"_method": "DELETE"}).status_code == 302
    assert not ProgrammeItem.objects.exists()


def test_several_days_ask_for_the_day(signed, contact):
    event = make.event(made_by=contact, ends_at=make.NOW.replace(month=12, day=16))
    address = f"/events/{event.slug}/programme/"
    signed.post(address, {"day": "2026-12-15", "begins": "10:00", "title_lv": "Otrā diena"})
    signed.post(address, {"day": "2026-12-14", "begins": "18:00", "title_lv": "Pirmā diena"})
    assert signed.post(address, {"day": "2026-12-20", "title_lv": "Nekad"}).status_code == 422
    days = signed.get(event.get_absolute_url()).context["programme"]
    assert [day.name for day in days] == ["Pirmdiena, 2026. gada 14. decembris", "Otrdiena, 2026. gada 15. decembris"]


def test_a_file_is_handed_out_as_a_file(signed, client, event):
    address = f"/events/{event.slug}/materials/"
    sent = SimpleUploadedFile("Plāns.html", b"%PDF-1.7 <script>alert(1)</script>", "text/html")
    assert signed.post(address, {"file": sent, "circle": "everyone"}).status_code == 302
    material = Material.objects.get()
    assert (material.title, material.file_name) == ("Plāns", "Plāns.pdf")
    client.logout()
    assert f"/events/materials/{material.public_id}/" in client.get(event.get_absolute_url()).content.decode()
    answer = client.get(f"/events/materials/{material.public_id}/")
    assert answer.content == b"%PDF-1.7 <script>alert(1)</script>"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"file"}),
        ({"url": "https://x.test"}, {"title"}),
        ({"title": "X", "url": "nav"}, {"url"}),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ program")}, {"file"}),
        ({"file": SimpleUploadedFile("x.pdf", b"%PDF-1"), "url": "https://x.test"}, {"file"}),
    ],
)
def test_what_cannot_be_handed_out_is_answered_beside_its_field(signed, event, given, fields):
    for file in given.values():
        if hasattr(file, "seek"):
            file.seek(0)
    answer = signed.post(f"/events/{event.slug}/materials/", {"circle": "everyone", **given})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == fields


def test_a_material_is_renamed_given_to_the_network_and_taken_away(signed, client, event):
    material = Material.objects.create(event=event, title="Ieraksts", url="https://video.test")
    address = f"/events/{event.slug}/materials/{material.public_id}/"
    signed.post(address, {"title": "Iekšējs ieraksts", "url": "https://video.test", "circle": "members"})
    assert "Iekšējs ieraksts" in signed.get(event.get_absolute_url()).content.decode()
    client.logout()
    assert "ieraksts" not in client.get(event.get_absolute_url()).content.decode()
    assert client.get(f"/events/materials/{material.public_id}/").status_code == 404
    client.force_login(event.made_by)
    assert client.post(address, {"_method": "DELETE"}).status_code == 302
    assert not Material.objects.exists()


def test_a_trip_shows_its_route(client, contact):
    trip = make.event("Ideju tirgus", kind="trip", made_by=contact)
    for name, lat, lon in (("Sventes pagasts", 55.9, 26.3), ("Salienas pagasts", 55.8, 26.9)):
        place = make.place(name, lat=lat, lon=lon)
        ProgrammeItem.objects.create(event=trip, title={"lv": f"Pietura: {name}"}, is_stop=True, place=place)
    page = client.get(trip.get_absolute_url()).content.decode()
    assert page.index("Pietura: Sventes") < page.index("Pietura: Salienas")
    assert "<polyline" in page
    assert 'cx="' in page
    assert "," not in page.partition('cx="')[2].partition('"')[0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_a_long_programme(client, event, count, django_assert_num_queries):
    event.changed_at, event.change_count = NOW, 1
    event.save()
    place = make.place()
    for number in range(count):
        item = ProgrammeItem.objects.create(event=event, title={"lv": f"Punkts {number}"}, place=place)
        Material.objects.create(event=event, item=item, title=f"Lapa {number}", url="https://x.test")
    client.get(event.get_absolute_url())
    with django_assert_num_queries(10):
        page = client.get(event.get_absolute_url()).content.decode()
    assert (page.count("Punkts"), page.count("Lapa")) == (count, count)
    with django_assert_num_queries(1):
        gatherings.part(None, event, NOW)
    with django_assert_num_queries(2):
        programme.part(None, event, NOW)
