"""Signing in by a code: the same for known and unknown people, three tries, limits, no password anywhere."""

import re
import time

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import translation

from savienojums.accounts.models import Person
from tests import make
from tests.accounts.steps import ask_code, is_signed_in, last_code, sign_in, type_code, verbs, wrong_code

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = reverse("account_login"), reverse("account_confirm_login_code")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"


def plain(response, email):
    """A page without what differs from visit to visit."""
    text = response.content.decode().replace(email, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_someone_with_an_account_signs_in_by_the_code_from_the_letter(client, contact):
    answer = sign_in(client, contact.email)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/me/"
    assert client.get("/accounts/me/").wsgi_request.person == contact
    assert len(mail.outbox) == 1


def test_someone_unknown_gets_an_account_when_the_code_is_typed_and_not_before(client):
    ask_code(client, "jauna@selija.test")
    assert not Person.objects.exists()
    type_code(client, last_code())
    person = Person.objects.get()
    assert (person.email, person.language) == ("jauna@selija.test", "lv")
    assert not person.has_usable_password()
    assert verbs() == ["accounts.account_opened"]
    assert is_signed_in(client)


def all_that_shows(email):
    """What someone sees, gets and waits for who asks for a code and then types a wrong one."""
    mail.outbox.clear()
    client = Client()
    pages = [plain(client.get(SIGN_IN), email)]
    with CaptureQueriesContext(connection) as queries:
        pages += [ask_code(client, email).headers["Location"], len(queries)]
    assert not [query["sql"] for query in queries if "accounts_person" in query["sql"]]
    pages += [plain(client.get(CODE), email), plain(type_code(client, wrong_code()), email)]
    letter, code = mail.outbox[0], last_code()
    return [*pages, letter.subject.replace(code, "CODE"), letter.body.replace(code, "CODE"), len(mail.outbox)]


def test_known_and_unknown_addresses_look_and_cost_the_same(contact):
    all_that_shows("pirma@selija.test")
    assert all_that_shows(contact.email) == all_that_shows("nezinama@selija.test")


def test_capitals_and_spaces_around_the_address_do_not_make_a_second_account(client, contact):
    sign_in(client, f"  {contact.email.upper()} ")
    assert list(Person.objects.all()) == [contact]
    assert is_signed_in(client)


@pytest.mark.parametrize("shape", ["{0}{1}", "{0} {1}", "{0}-{1}", " {0}  {1} "])
def test_the_code_is_taken_however_its_halves_are_written(client, contact, shape):
    ask_code(client, contact.email)
    type_code(client, shape.format(*last_code().split()))
    assert is_signed_in(client)


def test_the_letter_is_short_and_the_code_stands_in_two_halves(client):
    ask_code(client, "ilze@selija.test")
    letter = mail.outbox[0]
    assert letter.to == ["ilze@selija.test"]
    assert re.fullmatch(r"Jūsu kods: \d{3} \d{3}", str(letter.subject))
    assert letter.body.splitlines()[2] == last_code()
    assert len(letter.body) < 600


def test_the_letter_comes_in_the_language_of_the_page(client):
    client.cookies["language"] = "en"
    ask_code(client, "ilze@selija.test")
    assert mail.outbox[0].subject.startswith("Your code: ")


def test_the_code_field_helps_the_telephone(client):
    ask_code(client, "ilze@selija.test")
    text = client.get(CODE).content.decode()
    assert 'autocomplete="one-time-code"' in text
    assert 'inputmode="numeric"' in text


def test_the_page_for_the_code_opens_again_on_the_same_device_only(client):
    ask_code(client, "ilze@selija.test")
    for _again in range(2):
        assert "ilze@selija.test" in client.get(CODE).content.decode()
    assert CODE in client.get(SIGN_IN).content.decode()
    assert Client().get(CODE).headers["Location"] == SIGN_IN


def test_after_three_wrong_codes_the_right_one_is_good_no_longer(client, contact):
    ask_code(client, contact.email)
    code, wrong = last_code(), wrong_code()
    for left in (2, 1):
        answer = type_code(client, wrong)
        assert answer.status_code == 422
        assert f"vēl {left} " in answer.content.decode()
    assert type_code(client, wrong).headers["Location"] == SIGN_IN
    assert "trīs reizes" in client.get(SIGN_IN).content.decode()
    assert type_code(client, code).headers["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_a_code_is_good_once(client, contact):
    sign_in(client, contact.email)
    code = last_code()
    other = Client()
    assert type_code(other, code).headers["Location"] == SIGN_IN
    assert not is_signed_in(other)


def test_a_new_code_ends_the_earlier_one(client, contact):
    ask_code(client, contact.email)
    first = last_code()
    ask_code(client, contact.email)
    if first != last_code():
        assert type_code(client, first).status_code == 422
    type_code(client, last_code())
    assert is_signed_in(client)


def test_a_code_is_over_after_a_quarter_of_an_hour(client, contact, monkeypatch):
    ask_code(client, contact.email)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    assert type_code(client, last_code()).headers["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_one_address_gets_three_codes_a_minute_and_then_a_sentence(client):
    for _again in range(3):
        assert ask_code(Client(), "ilze@selija.test").status_code == 302
    answer = ask_code(Client(), "Ilze@selija.test")
    assert answer.status_code == 429
    assert "mēģiniet vēlreiz pēc stundas" in answer.content.decode()
    assert len(mail.outbox) == 3
    assert ask_code(client, "cita@selija.test").status_code == 302


def test_one_place_asks_for_thirty_codes_a_minute_and_then_gets_a_sentence(client):
    answers = [ask_code(Client(), f"kads{number}@selija.test").status_code for number in range(31)]
    assert answers == [302] * 30 + [429]
    assert len(mail.outbox) == 30


def test_guesses_at_one_address_are_counted_over_all_browsers(contact, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"confirm_login_code": "2/h/key"}
    for _guess in range(2):
        client = Client()
        ask_code(client, contact.email)
        assert type_code(client, wrong_code()).status_code == 422
    client = Client()
    ask_code(client, contact.email)
    assert "mēģiniet vēlreiz pēc stundas" in type_code(client, last_code()).content.decode()
    assert not is_signed_in(client)


def test_when_the_mail_server_is_away_a_sentence_says_so_and_nothing_waits(client, monkeypatch, caplog):
    def away(*_words, **_more):
        raise ConnectionRefusedError

    monkeypatch.setattr("savienojums.core.mail.EmailMultiAlternatives.send", away)
    answer = ask_code(client, "ilze@selija.test")
    assert answer.status_code == 409
    assert "Vēstuli tagad neizdevās nosūtīt." in answer.content.decode()
    assert client.get(CODE).headers["Location"] == SIGN_IN
    assert "A code could not be sent." in caplog.text


@pytest.mark.parametrize("address", ["", "ne-adrese", "a@b", "a@b@c.lv"])
def test_what_is_no_address_gets_a_sentence_and_no_letter(client, address):
    answer = ask_code(client, address)
    assert answer.status_code == 422
    assert not mail.outbox


def test_an_empty_code_costs_no_try(client, contact):
    ask_code(client, contact.email)
    for _again in range(5):
        assert type_code(client, "").status_code == 422
    type_code(client, last_code())
    assert is_signed_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, contact, elsewhere):
    ask_code(client, contact.email, next=elsewhere)
    assert client.session["sign_in_code"]["onward"] == ""


def test_a_new_person_is_asked_their_name_once_and_comes_where_they_wanted(client):
    answer = sign_in(client, "jauna@selija.test", next="/accounts/me/sessions/")
    assert answer.headers["Location"] == "/accounts/welcome/?next=%2Faccounts%2Fme%2Fsessions%2F"
    assert 'href="/accounts/me/sessions/"' in client.get(answer.headers["Location"]).content.decode()
    answer = client.post(
        reverse("welcome"), {"name": " Jauna  Seja ", "language": "ru", "next": "/accounts/me/sessions/"}
    )
    assert answer.headers["Location"] == "/accounts/me/sessions/"
    assert answer.cookies["language"].value == "ru"
    person = Person.objects.get()
    assert (person.name, person.language) == ("Jauna Seja", "ru")


def test_who_skips_the_name_is_not_asked_again(client):
    sign_in(client, "jauna@selija.test")
    client.post(reverse("account_logout"))
    assert sign_in(client, "jauna@selija.test").headers["Location"] == "/accounts/me/"


def test_the_language_of_a_person_comes_along_to_a_new_device_unless_one_was_chosen_there(client):
    someone = make.person("john@selija.test", "John", language="en")
    assert sign_in(client, someone.email).cookies["language"].value == "en"
    other = Client()
    other.cookies["language"] = "lv"
    assert "language" not in sign_in(other, someone.email).cookies


def test_who_is_signed_in_needs_no_sign_in_page(client, contact):
    client.force_login(contact)
    assert client.get(SIGN_IN).headers["Location"] == "/accounts/me/"
    assert client.get(SIGN_IN, {"next": "/accounts/people/"}).headers["Location"] == "/accounts/people/"
    assert client.get(CODE).status_code == 302


def test_an_account_that_was_closed_says_so_to_its_owner_only(client):
    someone = make.person("slegts@selija.test")
    someone.is_active = False
    someone.save()
    ask_code(client, someone.email)
    assert "slēgts" not in client.get(CODE).content.decode().replace(someone.email, "")
    answer = type_code(client, last_code())
    assert answer.status_code == 409
    assert not is_signed_in(client)


def test_signing_out_asks_first_and_then_is_done(client, contact):
    sign_in(client, contact.email)
    assert is_signed_in(client)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_signing_out_without_being_signed_in_leads_to_the_front_page(client):
    assert client.get(reverse("account_logout")).headers["Location"] == "/"


def test_the_link_in_an_invitation_fills_the_address_in(client):
    assert 'value="ilze@selija.test"' in client.get(SIGN_IN, {"email": "ilze@selija.test"}).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "login/", "logout/", "signup/", "inactive/", "reauthenticate/", "email/", "confirm-email/", "login/code/",
        "login/code/confirm/", "password/change/", "password/set/", "password/reset/", "password/reset/done/",
        "password/reset/key/done/", "password/reset/key/1-set-password/", "sessions/",
    ],
)  # fmt: skip
def test_nothing_of_the_librarys_own_pages_is_there(client, contact, address):
    client.force_login(contact)
    for method in (client.get, client.post):
        assert method(f"/accounts/{address}").status_code == 404


def test_no_view_of_the_sign_in_library_is_mounted():
    def views(patterns):
        for pattern in patterns:
            yield from views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.callback]

    modules = {view.__module__ for view in views(get_resolver().url_patterns)}
    assert not {module for module in modules if module.startswith("allauth")}


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_the_pages_hold_no_style_or_script_of_their_own(client, language):
    client.cookies["language"] = language
    with translation.override(language):
        ask_code(client, "ilze@selija.test")
        for address in (SIGN_IN, CODE):
            text = client.get(address).content.decode()
            assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", text)


@pytest.mark.parametrize(("name", "method"), [("account_login", "put"), ("account_logout", "delete")])
def test_other_methods_are_refused(client, name, method):
    assert getattr(client, method)(reverse(name)).status_code == 405
