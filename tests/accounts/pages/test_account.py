"""The own account: name, language, moving to another mailbox, export, erasure."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from savienojums.accounts.models import Person
from tests import make
from tests.accounts.steps import last_code, sign_in, verbs, wrong_code

pytestmark = pytest.mark.django_db
BEGUN = "1.01.2023."
ME, EMAIL, CODE = reverse("account"), reverse("email_change"), reverse("email_change_code")
OWN = [
    ("account", ["get", "post"]),
    ("email_change", ["get", "post"]),
    ("email_change_code", ["get", "post"]),
    ("personal_export", ["post"]),
    ("erasure", ["get", "post"]),
    ("sessions", ["get"]),
    ("welcome", ["get", "post"]),
]


@pytest.fixture
def mine(client, contact):
    client.force_login(contact)
    return client


@pytest.mark.parametrize(("name", "methods"), OWN)
def test_who_is_not_signed_in_is_asked_to_and_comes_back(client, name, methods):
    for method in methods:
        answer = getattr(client, method)(reverse(name))
        assert answer.headers["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize(("name", "methods"), OWN)
def test_other_methods_are_refused(mine, name, methods):
    assert mine.put(reverse(name)).status_code == 405
    if "get" not in methods:
        assert mine.get(reverse(name)).status_code == 405


def test_the_short_address_leads_to_the_account(mine):
    assert mine.get("/accounts/").headers["Location"] == ME


def test_name_and_language_are_saved_and_the_next_page_speaks_that_language(mine, contact):
    answer = mine.post(ME, {"name": "Anna Liepa", "language": "en"})
    assert answer.headers["Location"] == ME
    contact.refresh_from_db()
    assert (contact.name, contact.language) == ("Anna Liepa", "en")
    text = mine.get(ME).content.decode()
    assert "My account" in text
    assert "Saved." in text
    assert 'value="Anna Liepa"' in text


@pytest.mark.parametrize(
    "wrong", [{"name": "x" * 121, "language": "lv"}, {"name": "A", "language": "de"}, {"name": "A"}]
)
def test_what_cannot_be_saved_gets_a_sentence_and_changes_nothing(mine, contact, wrong):
    assert mine.post(ME, wrong).status_code == 422
    assert Person.objects.get().name == contact.name
    assert not verbs()


def test_a_name_is_shown_as_it_was_typed_and_not_as_markup(mine):
    mine.post(ME, {"name": "<b>Anna</b>", "language": "lv"})
    text = mine.get(ME).content.decode()
    assert "<b>Anna</b>" not in text
    assert "&lt;b&gt;Anna&lt;/b&gt;" in text


def test_my_roles_are_shown_with_their_dates_and_who_gave_them(client, editor, coordinator):
    editor.roles.update(given_by=coordinator)
    client.force_login(editor)
    text = client.get(ME).content.decode()
    assert "Savienojuma dokumenta redaktors" in text
    assert f"Kopš {BEGUN}" in text
    assert "Piešķīra: Koordinatore." in text


def test_i_step_back_from_my_role(client, editor):
    client.force_login(editor)
    role = editor.roles.get()
    answer = client.post(reverse("held_role", args=[role.public_id]), {"_method": "DELETE", "next": ME})
    assert answer.headers["Location"] == ME
    role.refresh_from_db()
    assert role.until is not None
    assert f"No {BEGUN} līdz" in client.get(ME).content.decode()


def test_the_way_to_the_people_is_shown_only_to_those_who_keep_them(client, contact, coordinator):
    for person, shown in ((contact, False), (coordinator, True)):
        client.force_login(person)
        assert (reverse("people") in client.get(ME).content.decode()) is shown


# --- moving to another mailbox ------------------------------------------------------


def test_the_account_moves_when_the_code_from_the_new_mailbox_is_typed(mine, contact):
    assert mine.post(EMAIL, {"email": "Jauns@selija.test"}).headers["Location"] == CODE
    assert mail.outbox[0].to == ["jauns@selija.test"]
    assert Person.objects.get().email == contact.email
    assert mine.post(CODE, {"code": last_code()}).headers["Location"] == ME
    assert Person.objects.get().email == "jauns@selija.test"
    assert "jauns@selija.test" in mine.get(ME).content.decode()
    assert sign_in(Client(), "jauns@selija.test").headers["Location"] == ME


def test_whether_an_address_has_an_account_is_told_to_its_owner_only(mine, outsider):
    seen = []
    for email in (outsider.email, "brivs@selija.test"):
        answer = mine.post(EMAIL, {"email": email})
        seen.append((answer.status_code, mine.get(CODE).content.decode().replace(email, "ADDRESS")))
    assert seen[0][0] == seen[1][0]
    assert seen[0][1].split("csrfmiddlewaretoken")[0] == seen[1][1].split("csrfmiddlewaretoken")[0]
    assert [letter.to for letter in mail.outbox] == [[outsider.email], ["brivs@selija.test"]]
    assert "jau ir" in mail.outbox[0].subject


def test_no_code_moves_an_account_to_a_mailbox_that_has_one(mine, outsider, contact):
    mine.post(EMAIL, {"email": outsider.email})
    for code in ("", "000000", "      "):
        mine.post(CODE, {"code": code})
    assert Person.objects.get(pk=contact.pk).email == "kontakts@selija.test"


def test_the_own_address_is_no_new_one(mine, contact):
    answer = mine.post(EMAIL, {"email": contact.email.upper()})
    assert answer.status_code == 422
    assert "Tas jau ir Jūsu konta e-pasts." in answer.content.decode()
    assert not mail.outbox


def test_after_three_wrong_codes_a_new_one_is_needed(mine):
    mine.post(EMAIL, {"email": "jauns@selija.test"})
    assert CODE in mine.get(EMAIL).content.decode()
    code, wrong = last_code(), wrong_code()
    assert [mine.post(CODE, {"code": wrong}).status_code for _try in range(3)] == [422, 422, 302]
    assert mine.post(CODE, {"code": code}).headers["Location"] == EMAIL
    assert Person.objects.get().email == "kontakts@selija.test"


def test_too_many_codes_and_too_many_tries_get_a_sentence(mine, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "1/h/key", "confirm_login_code": "1/h/key"}
    mine.post(EMAIL, {"email": "jauns@selija.test"})
    assert mine.post(EMAIL, {"email": "jauns@selija.test"}).status_code == 429
    mine.post(CODE, {"code": wrong_code()})
    assert "pārāk daudz" in mine.post(CODE, {"code": last_code()}).content.decode()
    assert len(mail.outbox) == 1


def test_without_a_code_on_its_way_there_is_nothing_to_type(mine):
    assert mine.get(CODE).headers["Location"] == EMAIL


# --- export, erasure ----------------------------------------------------------------


def test_my_data_come_as_a_file(mine, contact):
    answer = mine.post(reverse("personal_export"))
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="savienojums-20')
    with ZipFile(BytesIO(answer.content)) as folder:
        assert folder.namelist() == ["personal.json", "personal.html"]
        assert contact.email in folder.read("personal.json").decode()
    assert verbs() == ["accounts.person_exported"]


def test_erasing_needs_the_own_address_typed(mine, contact):
    page = mine.get(reverse("erasure")).content.decode()
    assert "Kas pazūd" in page
    assert "Kas paliek" in page
    answer = mine.post(reverse("erasure"), {"email": "cits@selija.test"})
    assert answer.status_code == 422
    assert "Tas nav Jūsu konta e-pasts." in answer.content.decode()
    assert Person.objects.filter(pk=contact.pk).exists()


def test_an_erased_person_is_signed_out_and_gone(mine, contact):
    other = Client()
    sign_in(other, contact.email)
    assert other.get(ME).status_code == 200
    assert mine.post(reverse("erasure"), {"email": contact.email.upper()}).headers["Location"] == "/"
    assert not Person.objects.exists()
    for client in (mine, other):
        assert client.get(ME).status_code == 302


def test_the_only_administrator_reads_why_they_cannot_go(client, administrator):
    client.force_login(administrator)
    page = client.get(reverse("erasure")).content.decode()
    assert "Jūs esat vienīgais administrators." in page
    assert "Dzēst manu kontu pavisam" not in page
    answer = client.post(reverse("erasure"), {"email": administrator.email})
    assert answer.status_code == 409
    assert "Jūs esat vienīgais administrators." in answer.content.decode()
    assert Person.objects.exists()


def test_the_names_of_people_are_never_their_addresses(client):
    someone = make.person("slepens@selija.test")
    client.force_login(someone)
    assert "slepens" not in client.get(reverse("sessions")).content.decode()
