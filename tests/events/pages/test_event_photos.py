"""Photos of an event: only with consent, smaller, without their place; hidden with their event."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from savienojums.core import files
from savienojums.events.actions import photos as acts
from savienojums.events.models import Event, EventPhoto
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def association():
    return make.organisation()


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def event(association):
    return make.event(organisers=[association])


def upload(**said):
    picture = SimpleUploadedFile("talka.jpg", make.jpeg(gps=True), content_type="image/jpeg")
    return {"file": picture, "alt": "Cilvēki ar grābekļiem", "agreed": "on", **said}


def added(client, event):
    client.post(f"/events/{event.slug}/photos/", upload())
    return EventPhoto.objects.get()


def test_a_photo_is_shown_on_the_page_of_the_event(client, event, host):
    client.force_login(host)
    photo = added(client, event)
    client.logout()
    shown = client.get(event.get_absolute_url()).content.decode()
    assert "Cilvēki ar grābekļiem" in shown
    picture = client.get(f"/events/photos/{photo.public_id}-small.webp")
    assert picture["Content-Type"] == "image/webp"
    assert b"Fotoaparats" not in picture.content
    assert client.get(f"/events/photos/{photo.public_id}-original.webp").status_code == 404


def test_without_consent_no_photo_is_kept(client, event, host):
    client.force_login(host)
    said = upload()
    del said["agreed"]
    answer = client.post(f"/events/{event.slug}/photos/", said)
    assert answer.status_code == 422
    assert "Bez šīs piekrišanas" in answer.content.decode()
    picture = files.picture_from(SimpleUploadedFile("a.jpg", make.jpeg()).file, 10)
    with pytest.raises(acts.NobodyAsked):
        acts.add_event_photo(by=host, event=event, picture=picture, words={"alt": "x"}, agreed=False, at=make.NOW)
    assert not EventPhoto.objects.exists()


def test_what_is_said_is_changed_and_the_photo_deleted(client, event, host):
    client.force_login(host)
    photo = added(client, event)
    address = f"/events/{event.slug}/photos/{photo.public_id}/"
    client.post(address, {"alt": "Talka", "author": "Anna"})
    photo.refresh_from_db()
    assert (photo.alt, photo.author) == ("Talka", "Anna")
    assert client.post(address, {"alt": ""}).status_code == 422
    client.post(address, {"_method": "DELETE"})
    assert not EventPhoto.objects.exists()
    lines = Record.objects.about(event).order_by("pk")
    assert [line.verb for line in lines] == ["events.photo_added", "events.photo_changed", "events.photo_deleted"]
    assert "Anna" not in str([line.particulars for line in lines])


def test_photos_are_hidden_with_their_event_and_changed_by_its_organisers_alone(client, event, host, outsider):
    client.force_login(host)
    photo = added(client, event)
    Event.objects.update(circle="members")
    client.logout()
    assert client.get(f"/events/photos/{photo.public_id}-large.webp").status_code == 404
    client.force_login(host)
    assert client.get(f"/events/photos/{photo.public_id}-large.webp")["Cache-Control"] == "private, no-store"
    Event.objects.update(circle="everyone")
    client.force_login(outsider)
    address = f"/events/{event.slug}/photos/"
    for answer in (
        client.get(address),
        client.post(address, upload()),
        client.post(f"{address}{photo.public_id}/", {"_method": "DELETE"}),
    ):
        assert answer.status_code == 404
    assert EventPhoto.objects.count() == 1


def test_a_photo_is_not_reached_through_another_event(client, event, host, association):
    client.force_login(host)
    photo = added(client, event)
    other = make.event("Cits", organisers=[association])
    assert client.get(f"/events/{other.slug}/photos/{photo.public_id}/").status_code == 404


def test_there_is_an_end_to_photos(event, host, monkeypatch):
    monkeypatch.setattr(acts, "MOST_PHOTOS", 0)
    picture = files.picture_from(SimpleUploadedFile("a.jpg", make.jpeg()).file, 10)
    with pytest.raises(acts.EnoughEventPhotos):
        acts.add_event_photo(by=host, event=event, picture=picture, words={"alt": "x"}, agreed=True, at=make.NOW)
