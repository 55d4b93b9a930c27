"""Acts on the photos of an organisation."""

from io import BytesIO

import pytest

from savienojums.core import files
from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.journal.models import Record
from savienojums.network import actions, queries
from savienojums.network.models import Organisation, Photo
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {"alt": "Cilvēki pie galda", "caption": "Talka", "author": "Kopiena"}


def added(by, organisation, **words):
    content = make.jpeg()
    picture = files.picture_from(BytesIO(content), len(content))
    return actions.add_photo(by=by, organisation=organisation, picture=picture, words={**WORDS, **words}, at=make.NOW)


def last_line():
    return Record.objects.order_by("-id").first()


def alts(organisation):
    return [photo.alt for photo in organisation.photos.all()]


def test_a_member_adds_a_photo(community, member):
    before = marks("registry")
    photo = added(member, community)
    assert (photo.alt, photo.caption, photo.author, photo.width, photo.height) == (
        "Cilvēki pie galda", "Talka", "Kopiena", 640, 480,
    )  # fmt: skip
    assert len(files.kept(photo.file, "small")) < len(files.kept(photo.file, "large"))
    line = last_line()
    assert (line.verb, line.by, line.on_behalf["name"]) == ("network.photo_added", member, "Elkšņu kopiena")
    assert marks("registry") != before


def test_there_is_room_for_twelve(community, member):
    Photo.objects.bulk_create(
        Photo(organisation=community, file=f"x{number}", width=1, height=1, alt="x") for number in range(12)
    )
    with pytest.raises(actions.EnoughPhotos):
        added(member, community)


def test_the_words_of_a_photo_change_with_old_and_new(community, member):
    photo = added(member, community)
    actions.change_photo(by=member, photo=photo, words={**WORDS, "caption": "Pavasara talka"}, at=make.NOW)
    assert Photo.objects.get().caption == "Pavasara talka"
    assert last_line().particulars["changes"] == {"caption": ["Talka", "Pavasara talka"]}


def test_photos_move_one_place_and_stop_at_the_ends(community, member):
    first, second, third = (added(member, community, alt=alt) for alt in "ABC")
    actions.move_photo(by=member, photo=third, earlier=True, at=make.NOW)
    assert alts(community) == ["A", "C", "B"]
    actions.move_photo(by=member, photo=first, earlier=False, at=make.NOW)
    assert alts(community) == ["C", "A", "B"]
    actions.move_photo(by=member, photo=third, earlier=True, at=make.NOW)
    actions.move_photo(by=member, photo=second, earlier=False, at=make.NOW)
    assert alts(community) == ["C", "A", "B"]


def test_a_deleted_photo_is_gone_from_the_folder_too(community, member, django_capture_on_commit_callbacks):
    photo = added(member, community)
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_photo(by=member, photo=photo, at=make.NOW)
    assert not Photo.objects.exists()
    assert (last_line().verb, last_line().particulars["alt"]) == ("network.photo_deleted", "Cilvēki pie galda")
    with pytest.raises(NotFound):
        files.kept(photo.file, "large")


def test_a_stranger_does_nothing_with_photos(community, member, outsider):
    photo = added(member, community)
    for act, words in [
        (actions.change_photo, {"photo": photo, "words": WORDS}),
        (actions.move_photo, {"photo": photo, "earlier": True}),
        (actions.delete_photo, {"photo": photo}),
    ]:
        with pytest.raises(NotAllowed):
            act(by=outsider, at=make.NOW, **words)
    with pytest.raises(NotAllowed):
        added(outsider, community)
    assert Photo.objects.count() == 1


def test_a_photo_of_what_one_may_not_see_does_not_exist(community, member, outsider):
    photo = added(member, community)
    assert queries.photo_for(None, photo.public_id) == photo
    Organisation.objects.update(archived_at=make.NOW)
    assert queries.photo_for(member, photo.public_id) == photo
    for person in (None, outsider):
        with pytest.raises(NotFound):
            queries.photo_for(person, photo.public_id)
