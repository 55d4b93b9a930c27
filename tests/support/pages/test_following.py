"""The pages of those who follow by e-mail: without an account, by link, in few clicks; nobody opens another's."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from savienojums.support.models import Alert, Follow, Notice
from savienojums.worker import work_off
from tests import make
from tests.support.following import MAILBOX, follow

pytestmark = pytest.mark.django_db
FORM = {"email": MAILBOX, "pace": "daily", "grades": ["new", "announced"], "reminders": ["14"]}
NEW = "/support/following/new/"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def fund(db):
    return make.measure("NVO fonds")


@pytest.fixture
def alert(fund):
    """A mail that told a mailbox of two searches."""
    made = Alert.objects.create(email=MAILBOX, language="lv", written_at=make.NOW)
    Notice.objects.create(
        alert=made, follow=follow("kind=grant"), measure=fund, reasons=[{"reason": "money"}], since=make.TODAY
    )
    follow("kind=loan")
    return made


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_doors_stand_beside_the_list_the_answers_and_the_measure(client, fund):
    make.place("Rubenes pagasts")
    doors = {
        "/support/?kind=grant&order=name": f"{NEW}?kind=grant&amp;order=name",
        f"/support/{fund.slug}/": f"{NEW}?measure={fund.slug}",
        "/support/fit/?place=rubenes-pagasts&form=association&sum=500": f"{NEW}?place=rubenes-pagasts&amp;form=association",
    }
    for address, door in doors.items():
        assert f'href="{door}"' in client.get(address).content.decode(), address
    listing = client.get("/support/?kind=grant").content.decode()
    assert 'href="/support/feed.atom?kind=grant"' in listing
    assert 'href="/support/calendar.ics?kind=grant"' in listing


def test_answers_that_make_no_search_offer_none(client, fund):
    assert NEW not in client.get("/support/fit/?sum=500").content.decode()


def test_the_form_says_what_is_followed_and_how_often_mail_comes(client, fund):
    page = client.get(f"{NEW}?kind=grant")
    said = text(page)
    assert "Šajā meklējumā tagad ir 1 pasākums." in said
    assert "Ne vairāk kā viena ziņa dienā" in said
    assert 'value="new" class="follow-choices" id="id_grades_0" checked' in page.content.decode()
    assert 'value="wording" class="follow-choices" id="id_grades_8" checked' not in page.content.decode()


def test_a_visitor_asks_confirms_and_changes(client, fund, mailoutbox):
    answer = client.post(f"{NEW}?kind=grant", FORM)
    assert answer.headers["Location"] == "/support/following/receipt/"
    assert "Ieskatieties savā pastkastē" in text(client.get(answer.headers["Location"]))
    work_off()
    link = re.search(r"(/support/following/\S+/)", mailoutbox[-1].body).group(1)
    assert "Jā, vēlos šīs ziņas" in text(client.get(link))
    assert Follow.objects.get().state() == "asked"
    assert client.get(f"{link}confirmation/").status_code == 405
    assert client.post(f"{link}confirmation/").headers["Location"] == link
    made = Follow.objects.get()
    assert (made.state(), made.grades, made.reminders) == ("running", ["new", "announced"], [14])
    client.post(link, {"pace": "weekly", "grades": ["closed"]})
    made.refresh_from_db()
    assert (made.pace, made.grades, made.reminders) == ("weekly", ["closed"], [])
    assert "Saglabāts" in text(client.get(f"{link}?saved=1"))


def test_the_answer_is_the_same_whoever_follows_already(client, fund, mailoutbox):
    fresh = client.post(f"{NEW}?kind=loan", FORM | {"email": "jauns@pasts.test"})
    follow("kind=loan")
    again = client.post(f"{NEW}?kind=loan", FORM)
    assert (fresh.status_code, fresh.headers["Location"]) == (again.status_code, again.headers["Location"])
    assert Follow.objects.filter(email=MAILBOX).count() == 1


def test_a_machine_is_thanked_and_nothing_is_kept(client, fund):
    answer = client.post(f"{NEW}?kind=grant", FORM | {"subject": "Buy"})
    assert answer.headers["Location"] == "/support/following/receipt/"
    assert Follow.objects.count() == 0


def test_a_mailbox_is_not_filled_with_our_questions(client, fund):
    for _time in range(3):
        assert client.post(f"{NEW}?kind=grant", FORM).status_code == 302
    answer = client.post(f"{NEW}?kind=grant", FORM)
    assert answer.status_code == 422
    assert "Stundas laikā šādi e-pasti lūgti pārāk bieži" in text(answer)
    assert client.post(f"{NEW}?kind=grant", FORM | {"email": "cits@pasts.test"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "nav"}, "Jūsu e-pasts:"),
        ({"grades": [], "reminders": []}, "Izvēlieties vismaz vienu"),
        ({"pace": "hourly"}, "Cik bieži"),
        ({"reminders": ["5"]}, "Atgādināt par termiņiem"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(client, fund, wrong, sentence):
    answer = client.post(f"{NEW}?kind=grant", FORM | wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Follow.objects.count() == 0


def test_whoever_is_signed_in_follows_at_once_and_sees_it_listed(client, fund, outsider, coordinator):
    client.force_login(outsider)
    assert 'name="email"' not in client.get(f"{NEW}?measure={fund.slug}").content.decode()
    answer = client.post(f"{NEW}?measure={fund.slug}", FORM | {"email": "cits@pasts.test", "grades": ["closed"]})
    made = Follow.objects.get()
    assert (made.person, made.email, made.measure) == (outsider, "", fund)
    assert answer.headers["Location"] == f"/support/following/{made.token}/"
    assert "„NVO fonds”" in text(client.get("/support/following/"))
    assert "/support/following/" in client.get("/mine/").content.decode()
    client.force_login(coordinator)
    assert "NVO fonds" not in text(client.get("/support/following/"))
    assert made.token not in client.get("/support/following/").content.decode()


def test_own_follows_need_an_account(client):
    assert "/accounts/sign-in/" in client.get("/support/following/").headers["Location"]


def test_stopping_needs_the_button_and_can_be_taken_back(client, fund):
    made = follow("kind=grant")
    end = f"/support/following/{made.token}/end/"
    assert "Pārtraukt šīs ziņas?" in text(client.get(end))
    made.refresh_from_db()
    assert made.stopped_at is None
    assert client.post(end).headers["Location"] == end
    made.refresh_from_db()
    assert made.stopped_at is not None
    assert "Sekot atkal" in text(client.get(end))
    client.post(end, {"_method": "DELETE"})
    made.refresh_from_db()
    assert made.stopped_at is None


def test_a_measure_is_dismissed_by_its_button_and_heard_of_again(client, fund):
    made = follow("kind=grant")
    address = f"/support/following/{made.token}/dismissals/{fund.slug}/"
    client.get(address)
    made.refresh_from_db()
    assert made.dismissed == []
    client.post(address)
    made.refresh_from_db()
    assert made.dismissed == [fund.pk]
    assert "Par šo vairs neziņosim" in text(client.get(address))
    client.post(address, {"_method": "DELETE"})
    made.refresh_from_db()
    assert made.dismissed == []


def test_the_button_of_a_mail_program_stops_everything_without_a_cookie(alert, fund):
    strict, address = Client(enforce_csrf_checks=True), f"/support/alerts/{alert.token}/end/"
    assert "Pārtraukt visas šādas ziņas?" in text(strict.get(address))
    assert Follow.objects.heard().count() == 2
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Follow.objects.heard().count()) == (200, 0)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_only_that_one_door_opens_without_its_cookie(alert, fund):
    strict, made = Client(enforce_csrf_checks=True), Follow.objects.first()
    for door in ("", "end/", "confirmation/", f"dismissals/{fund.slug}/"):
        assert strict.post(f"/support/following/{made.token}/{door}").status_code == 403
    assert strict.post(f"/support/alerts/{alert.token}/", {"rating": "useful"}).status_code == 403


def test_the_button_of_our_page_stops_everything_and_offers_to_follow_again(client, alert):
    address = f"/support/alerts/{alert.token}/end/"
    assert client.post(address).headers["Location"] == address
    assert Follow.objects.heard().count() == 0
    page = client.get(address)
    assert "Nejauši? Atveriet, lai sekotu atkal" in text(page)
    assert all(made.token in page.content.decode() for made in Follow.objects.all())


def test_a_mail_is_rated_by_a_button_and_then_offers_less(client, alert):
    address = f"/support/alerts/{alert.token}/"
    assert "Vai šī ziņa noderēja?" in text(client.get(address))
    client.post(address, {"rating": "too_much"})
    alert.refresh_from_db()
    assert alert.rating == "too_much"
    assert "Izvēlieties zemāk, kam nākt retāk" in text(client.get(address))
    client.post(address, {"rating": "nonsense"})
    alert.refresh_from_db()
    assert alert.rating == ""


def test_the_link_of_one_does_not_open_another(client, alert, outsider):
    one, two = Follow.objects.order_by("pk")
    theirs = follow("q=noslēpums", email="cits@pasts.test")
    page = client.get(f"/support/following/{one.token}/")
    assert two.token in page.content.decode(), "the same mailbox"
    assert theirs.token not in page.content.decode()
    assert "noslēpums" not in text(page)
    half, whole = theirs.public_id, one.token.partition(".")[2]
    client.force_login(outsider)
    for token in (half, f"{half}.{whole}", alert.token, "x"):
        for door in ("", "end/", "confirmation/"):
            assert client.post(f"/support/following/{token}/{door}").status_code == 404
    for token in (one.token, alert.public_id, "x"):
        assert client.get(f"/support/alerts/{token}/").status_code == 404
        assert client.post(f"/support/alerts/{token}/end/").status_code == 404
    assert Follow.objects.heard().count() == 3


def test_pages_behind_a_link_are_kept_by_nobody(client, alert):
    made = Follow.objects.first()
    for address in (f"/support/following/{made.token}/", f"/support/alerts/{alert.token}/"):
        page = client.get(address)
        assert "no-store" in page.headers["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_ones_own_asks_the_same_number_of_questions(client, outsider, django_assert_num_queries, number):
    client.force_login(outsider)
    for each in range(number):
        follow(measure=make.measure(f"Fonds {each}"), by=outsider)
    client.get("/support/following/")
    with django_assert_num_queries(3):
        page = client.get("/support/following/")
    assert text(page).count("„Fonds ") == number


@pytest.mark.parametrize(
    "address", ["/support/following/", "/support/following/receipt/", f"{NEW}?kind=grant", "/support/alerts/x/end/"]
)
def test_other_methods_are_refused(client, outsider, address):
    client.force_login(outsider)
    assert client.put(address).status_code == 405


def test_a_name_with_quotation_marks_gets_no_others_around_it(client, fund, outsider):
    client.force_login(outsider)
    quoted = make.measure("Programma „Upes”")
    for measure in (fund, quoted):
        client.post(f"{NEW}?measure={measure.slug}", FORM | {"grades": ["closed"]})
    page = text(client.get("/support/following/"))
    assert "„NVO fonds”" in page
    assert "Programma „Upes”" in page
    assert "„Programma" not in page
    assert "„Programma" not in text(client.get(f"{NEW}?measure={quoted.slug}"))
