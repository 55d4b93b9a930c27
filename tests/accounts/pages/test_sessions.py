"""Where I am signed in: shown, ended one by one or all at once, and then really signed out."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from savienojums.accounts import jobs, sessions
from savienojums.accounts.queries import address_of
from savienojums.core.clock import now
from tests.accounts.steps import is_signed_in, sign_in, verbs

pytestmark = pytest.mark.django_db
LIST = reverse("sessions")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


def device(email, browser=FIREFOX, address="81.198.7.23"):
    client = Client(headers={"user-agent": browser}, REMOTE_ADDR=address)
    sign_in(client, email)
    return client


def row_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_device_is_shown_with_a_part_of_its_address_and_this_one_is_marked(contact):
    phone, home = device(contact.email, PHONE), device(contact.email)
    text = home.get(LIST).content.decode()
    assert text.index("Firefox, Windows") < text.index("šī ierīce") < text.index("Safari, iPhone")
    assert text.count("81.198.…") == 2
    assert "81.198.7.23" not in text
    assert phone.session.session_key not in text
    assert home.session.session_key not in text


def test_the_list_looks_the_same_through_htmx_and_without(contact):
    home = device(contact.email)
    part = home.get(LIST, headers={"hx-request": "true"}).content.decode()
    assert part.strip().startswith('<div id="sessions"')
    assert "Firefox, Windows" in part
    assert "<html" not in part


def test_one_ended_session_is_really_signed_out_and_the_others_are_not(contact):
    phone, library, home = device(contact.email, PHONE), device(contact.email), device(contact.email)
    address = reverse("session", args=[address_of(row_of(library))])
    assert home.post(address, {"_method": "DELETE"}).headers["Location"] == LIST
    assert [is_signed_in(client) for client in (phone, library, home)] == [True, False, True]
    assert verbs(by=contact)[-1] == "accounts.session_ended"
    assert home.post(address, {"_method": "DELETE"}).status_code == 404


def test_all_others_end_at_once(contact, outsider):
    strange = device(outsider.email)
    devices = [device(contact.email) for _ in range(3)]
    assert devices[2].post(LIST, {"_method": "DELETE"}).headers["Location"] == LIST
    assert [is_signed_in(client) for client in (*devices, strange)] == [False, False, True, True]
    assert verbs(by=contact)[-1] == "accounts.other_sessions_ended"


def test_nobody_ends_or_sees_the_sessions_of_another(contact, outsider):
    mine, theirs = device(contact.email, PHONE), device(outsider.email)
    answer = theirs.post(reverse("session", args=[address_of(row_of(mine))]), {"_method": "DELETE"})
    assert answer.status_code == 404
    assert is_signed_in(mine)
    assert "iPhone" not in theirs.get(LIST).content.decode()


def test_a_session_that_is_gone_is_not_shown(contact):
    phone, home = device(contact.email, PHONE), device(contact.email)
    phone.post(reverse("account_logout"))
    assert "iPhone" not in home.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(contact, count, django_assert_num_queries):
    home = device(contact.email)
    for _ in range(count - 1):
        device(contact.email, PHONE)
    # Session, person, sessions, which of them live.
    with django_assert_num_queries(4):
        home.get(LIST)


def test_a_visit_is_noted_once_an_hour_and_prolongs_the_session(contact, rf, django_assert_num_queries):
    home = device(contact.email)
    first = row_of(home).last_seen_at
    request = rf.get("/")
    request.session, later = home.session, now() + timedelta(minutes=59)
    assert "seen" in request.session
    with django_assert_num_queries(0):
        sessions.note_visit(request, later)
    sessions.note_visit(request, later + timedelta(minutes=2))
    assert row_of(home).last_seen_at == later + timedelta(minutes=2) > first
    assert request.session.modified


def test_sessions_that_ran_out_do_not_stay(contact):
    old, home = device(contact.email), device(contact.email)
    Session.objects.filter(session_key=old.session.session_key).update(expire_date=now() - timedelta(days=1))
    jobs.clear_old_sessions()
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [home.session.session_key]
    assert is_signed_in(home)


@pytest.mark.parametrize(("name", "args", "method"), [("sessions", [], "post"), ("session", ["x"], "get")])
def test_other_methods_are_refused(client, contact, name, args, method):
    client.force_login(contact)
    assert getattr(client, method)(reverse(name, args=args)).status_code == 405
