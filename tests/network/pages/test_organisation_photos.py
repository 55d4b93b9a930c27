"""The pages of an organisation's photos, and the pictures themselves."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from savienojums.network.models import Organisation, Photo
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(community):
    return f"/organisations/{community.slug}/photos/"


def upload(content=None, name="foto.jpg", **fields):
    file = SimpleUploadedFile(name, make.jpeg(gps=True) if content is None else content)
    return {"file": file, "alt": "Cilvēki pie galda", "caption": "Talka", "author": "", **fields}


@pytest.fixture
def photo(client, address, member):
    client.force_login(member)
    client.post(address, upload())
    return Photo.objects.get()


def test_a_photo_is_added_and_stands_on_the_page(client, photo, community):
    content = client.get(community.get_absolute_url()).content.decode()
    assert f'src="/photos/{photo.public_id}-large.webp"' in content
    assert 'alt="Cilvēki pie galda"' in content
    assert "Talka" in content


def test_the_picture_is_kept_for_ever_and_tells_no_place(client, photo):
    client.logout()
    response = client.get(f"/photos/{photo.public_id}-large.webp")
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert dict(Image.open(BytesIO(response.content)).getexif()) == {}
    assert Image.open(BytesIO(client.get(f"/photos/{photo.public_id}-small.webp").content)).size == (480, 360)


def test_the_picture_of_what_is_not_public_is_shown_to_its_own_and_never_kept(client, photo, outsider):
    Organisation.objects.update(published_at=None)
    response = client.get(f"/photos/{photo.public_id}-large.webp")
    assert response.headers["Cache-Control"] == "private, no-store"
    for person in (None, outsider):
        client.logout()
        if person:
            client.force_login(person)
        assert client.get(f"/photos/{photo.public_id}-large.webp").status_code == 404


@pytest.mark.parametrize("path", ["/photos/tadasnav22-large.webp", "/photos/x-huge.webp"])
def test_a_picture_that_is_not_there_does_not_exist(path, client, db):
    assert client.get(path).status_code == 404


def test_a_size_we_do_not_keep_does_not_exist(client, photo):
    assert client.get(f"/photos/{photo.public_id}-huge.webp").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alt": ""}, "Kas redzams"),
        ({"content": b"\0\0\0\x18ftypheic", "name": "foto.heic"}, "JPEG, PNG vai WebP"),
        ({"content": make.jpeg()[:900]}, "bojāts"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(fields, sentence, client, address, member):
    client.force_login(member)
    response = client.post(address, upload(**fields))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Photo.objects.exists()


def test_the_thirteenth_photo_is_refused(client, address, community, member):
    Photo.objects.bulk_create(
        Photo(organisation=community, file=f"x{n}", width=1, height=1, alt="x") for n in range(12)
    )
    client.force_login(member)
    response = client.post(address, upload())
    assert response.status_code == 422
    assert "divpadsmit" in response.content.decode()


def test_words_change_and_the_photo_is_deleted_after_asking(client, address, photo):
    row = f"{address}{photo.public_id}/"
    assert "Dzēst pavisam" in client.get(row).content.decode()
    assert client.post(row, {"alt": ""}).status_code == 422
    client.post(row, {"alt": "Talka pļavā", "caption": "", "author": "Kopiena"})
    assert Photo.objects.get().alt == "Talka pļavā"
    client.post(row, {"_method": "DELETE"})
    assert not Photo.objects.exists()


def test_a_photo_moves(client, address, photo):
    client.post(address, upload(alt="Otrā"))
    second = Photo.objects.get(alt="Otrā")
    assert client.get(f"{address}{second.public_id}/position/").status_code == 405
    client.post(f"{address}{second.public_id}/position/", {"move": "earlier"})
    assert [each.alt for each in Photo.objects.all()] == ["Otrā", "Cilvēki pie galda"]


def test_strangers_find_no_photos_to_change(client, address, photo, outsider):
    client.force_login(outsider)
    for response in (
        client.get(address),
        client.post(address, upload()),
        client.get(f"{address}{photo.public_id}/"),
        client.post(f"{address}{photo.public_id}/", {"_method": "DELETE"}),
        client.post(f"{address}{photo.public_id}/position/", {"move": "later"}),
    ):
        assert response.status_code == 404
    assert Photo.objects.count() == 1


def test_a_photo_belongs_under_its_own_organisation(client, photo, member):
    other = make.organisation("Cita")
    make.membership(member, other)
    assert client.get(f"/organisations/{other.slug}/photos/{photo.public_id}/").status_code == 404
