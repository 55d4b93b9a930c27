"""Bringing in a conversation, page by page: without script, for those who may, with every refusal in a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from savienojums.voices.models import Conversation, VotesImport
from tests import make
from tests.voices.files import SMALL, bring, packed, taken

pytestmark = pytest.mark.django_db
LIST, NEW = "/voices/imports/", "/voices/imports/new/"


def uploads(texts):
    return [SimpleUploadedFile(name, text.encode()) for name, text in texts.items()]


def send(client, files, **said):
    return client.post(NEW, {"handed": files, "language": "lv", "licence": "CC BY 4.0", **said})


def test_files_are_handed_in_looked_at_taken_in_shown_and_taken_out(client, coordinator):
    client.force_login(coordinator)
    texts = polis.written(SMALL)
    texts[polis.VOTES] += ",,0,7,5\r\n"
    answer = send(client, uploads(texts), title="Parks", source_note="Rīkoja parka draugi.")
    found = VotesImport.objects.get()
    assert answer.headers["Location"] == found.get_absolute_url()
    page = client.get(found.get_absolute_url()).content.decode()
    for words in (
        "Atbilde, kas nav ne 1, ne 0, ne -1",
        "7. rinda",
        "1 rinda ir izlaista.",
        "Vairāk koku.",
        "Rīkoja parka draugi.",
    ):
        assert words in page
    assert Conversation.objects.count() == 0
    taking = reverse("votes_import_taking", args=[found.public_id])
    client.post(taking)
    made = Conversation.objects.get()
    assert "Rādīt visiem" in client.get(found.get_absolute_url()).content.decode()
    answer = client.post(reverse("votes_import_publication", args=[found.public_id]))
    assert answer.headers["Location"] == made.get_absolute_url()
    asked = client.get(f"{found.get_absolute_url()}?take-out").content.decode()
    assert "Izņemt sarunu?" in asked
    client.post(taking, {"_method": "DELETE"})
    assert Conversation.objects.count() == 0
    client.post(found.get_absolute_url(), {"_method": "DELETE"})
    assert VotesImport.objects.count() == 0


def test_a_zip_and_no_title_will_do(client, coordinator):
    client.force_login(coordinator)
    file = SimpleUploadedFile("eksports.zip", packed(polis.written(SMALL)))
    send(client, [file])
    assert VotesImport.objects.get().title == "Ko darīt ar parku?"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("a.zip", b"PK\x03\x04x")], "ZIP fails ir bojāts"),
        ([("a.txt", b"sveiki")], "Neviens no šiem nav sarunas fails"),
        ([("a.csv", b"")], "Viens no failiem ir tukšs"),
        ([(f"{number}.csv", b"x") for number in range(9)], "ne vairāk kā astoņus failus"),
        ([], "obligāt"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(client, coordinator, files, sentence):
    client.force_login(coordinator)
    answer = send(client, [SimpleUploadedFile(*each) for each in files])
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert VotesImport.objects.count() == 0


def test_a_licence_must_be_told(client, coordinator):
    client.force_login(coordinator)
    answer = send(client, uploads(polis.written(SMALL)), licence="")
    assert answer.status_code == 422
    assert VotesImport.objects.count() == 0


def test_members_bring_in_the_name_of_their_own_organisation_alone(client, contact):
    own, other = make.organisation("Sava biedrība"), make.organisation("Sveša biedrība")
    make.membership(contact, own)
    client.force_login(contact)
    page = client.get(NEW).content.decode()
    assert "Sava biedrība" in page
    assert "Sveša biedrība" not in page
    assert send(client, uploads(polis.written(SMALL)), organisation=other.public_id).status_code == 422
    assert send(client, uploads(polis.written(SMALL)), organisation=own.public_id).status_code == 302
    assert VotesImport.objects.get().organisation == own


def test_the_same_files_once_more_are_told(client, coordinator):
    client.force_login(coordinator)
    taken(coordinator, polis.written(SMALL), title="Pirmā reize")
    again = bring(coordinator, polis.written(SMALL), title="Otrā reize")
    page = client.get(again.get_absolute_url()).content.decode()
    assert "Pirmā reize" in page
    assert "vēlreiz kā citu sarunu" in page


def test_a_long_one_says_that_it_is_being_taken_in(client, coordinator, monkeypatch):
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 1)
    client.force_login(coordinator)
    found = bring(coordinator, polis.written(SMALL))
    client.post(reverse("votes_import_taking", args=[found.public_id]))
    page = client.get(found.get_absolute_url())
    assert "Sarunu pašlaik ieņem." in page.content.decode()
    assert 'hx-trigger="every 3s"' in page.content.decode()
    part = client.get(found.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="import"')


def test_strangers_find_nothing(client, coordinator, contact, outsider):
    make.membership(contact, make.organisation())
    found = bring(coordinator, polis.written(SMALL), title="Slepenie faili")
    pages = [found.get_absolute_url(), reverse("votes_import_taking", args=[found.public_id]),
             reverse("votes_import_publication", args=[found.public_id])]  # fmt: skip
    assert client.get(LIST).status_code == 302
    client.force_login(outsider)
    for address in (LIST, NEW, pages[0]):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Slepenie faili" not in answer.content.decode()
    client.force_login(contact)
    assert "Slepenie faili" not in client.get(LIST).content.decode()
    assert client.get(pages[0]).status_code == 404
    assert [client.post(address).status_code for address in pages[1:]] == [404, 404]
    assert client.post(pages[0], {"_method": "DELETE"}).status_code == 404
    assert VotesImport.objects.filter(asked_at=None).count() == 1


def test_wrong_methods_are_refused(client, coordinator):
    client.force_login(coordinator)
    found = bring(coordinator, polis.written(SMALL))
    assert client.post(LIST).status_code == 405
    assert client.post(found.get_absolute_url()).status_code == 405
    assert client.get(reverse("votes_import_taking", args=[found.public_id])).status_code == 405


def test_the_list_asks_as_much_for_three_as_for_one(client, coordinator, django_assert_num_queries):
    client.force_login(coordinator)
    assert "Vēl nekas nav ienests" in client.get(LIST).content.decode()
    bring(coordinator, polis.written(SMALL), title="Pirmie")
    with django_assert_num_queries(5):
        assert "3 apgalvojumi" in client.get(LIST).content.decode()
    taken(coordinator, polis.written(SMALL))
    bring(coordinator, polis.written(SMALL))
    with django_assert_num_queries(5):
        client.get(LIST)
