import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from django.urls import path

from savienojums.core.refusal import NotAllowed, NotFound, Refused
from savienojums.urls import handler404, handler500  # noqa: F401 -- they are there to be called
from savienojums.urls import urlpatterns as ours


class TakenAlready(Refused):
    sentence = "Šis vārds jau ir aizņemts."


def raising(refusal):
    def view(request):
        raise refusal

    return view


urlpatterns = [
    path("refused/", raising(TakenAlready())),
    path("not-mine/", raising(NotAllowed())),
    path("not-there/", raising(NotFound())),
    path("broken/", raising(RuntimeError("a secret of the house"))),
    path("denied/", raising(PermissionDenied())),
    *ours,
]


def read(answer):
    return answer.content.decode()


def test_the_current_place_is_marked_in_the_navigation(client, db):
    assert 'aria-current="page"' not in read(client.get("/components/"))
    fit = read(client.get("/support/fit/"))
    assert '<a href="/support/fit/" aria-current="page">' in fit
    assert '<a href="/support/" aria-current' not in fit
    # Where one looked for what is not there would tell what might be.
    assert "aria-current" not in read(client.get("/support/fit/nothing-here/")).partition("languages")[0]


def test_visitors_are_asked_to_sign_in_and_people_see_their_menu(client, contact):
    assert "<summary>Kopienas" not in read(client.get("/components/"))
    client.force_login(contact)
    text = read(client.get("/components/"))
    assert "<summary>Kopienas kontakts</summary>" in text


def test_a_page_sets_no_cookie_for_a_visitor(client, db):
    assert client.get("/components/").cookies == {}


def test_nothing_of_another_site_and_nothing_inline(client, db):
    answer = client.get("/components/")
    text = read(answer)
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', text) == []
    assert "<style" not in text
    assert "style=" not in text
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_one_word_changes_the_language_of_the_site(client, db):
    answer = client.post("/language/", {"language": "en", "next": "/components/"})
    assert (answer.status_code, answer["Location"]) == (302, "/components/")
    text = read(client.get("/components/"))
    assert '<html lang="en">' in text
    assert "Skip to the content" in text


def test_the_language_switch_leads_nowhere_else(client, db):
    answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


@override_settings(ROOT_URLCONF=__name__)
def test_missing_and_forbidden_look_the_same(client, db):
    pages = [client.get(address) for address in ("/not-mine/", "/not-there/", "/no-such-address/")]
    assert [answer.status_code for answer in pages] == [404, 404, 404]
    without_address = {
        re.sub(r'name="next" value="[^"]*"|<p class="only-print">.*?</p>', "", read(answer)) for answer in pages
    }
    assert len(without_address) == 1
    assert "Tādas lapas nav" in without_address.pop()


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_is_a_page_with_its_sentence_and_a_way_back(client, db):
    answer = client.get("/refused/", headers={"Referer": "http://testserver/components/"})
    assert answer.status_code == 409
    assert "Šis vārds jau ir aizņemts." in read(answer)
    assert '<a href="http://testserver/components/">Atpakaļ, kur bijāt</a>' in read(answer)
    assert "</html>" in read(answer)


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_to_htmx_is_only_its_sentence_among_the_messages(client, db):
    answer = client.get("/refused/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#messages")
    assert read(answer).strip() == ('<div class="notice notice-warning"><p>Šis vārds jau ir aizņemts.</p></div>')


@override_settings(ROOT_URLCONF=__name__)
def test_a_refusal_does_not_lead_to_another_site(client, db):
    answer = client.get("/refused/", headers={"Referer": "https://elsewhere.example/"})
    assert "elsewhere" not in read(answer)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.filterwarnings("ignore")
def test_our_own_mistake_is_admitted_and_tells_no_secret(client, db):
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "Vaina ir mūsu pusē" in read(answer)
    assert "secret" not in read(answer)


def test_a_form_that_stood_open_too_long_gets_a_sentence(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/components/")
    assert answer.status_code == 403
    assert "bija atvērta pārāk ilgi" in read(answer)
