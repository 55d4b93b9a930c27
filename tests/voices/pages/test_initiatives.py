"""The pages of residents' proposals: what everyone, the author, a helper and a coordinator see and do."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from openpyxl import load_workbook

from savienojums.voices.actions import initiatives_comments as comments
from savienojums.voices.actions import initiatives_moderating as moderating
from savienojums.voices.models import Initiative, InitiativeComment, InitiativeSupport
from savienojums.voices.queries.initiatives_desk import FLOOD
from tests import make
from tests.voices.initiatives import SECRET, answered, hidden, proposed, shown, supported
from tests.voices.initiatives import coordinator as somebody_who_coordinates

pytestmark = pytest.mark.django_db
LIST, NEW, DESK = "/voices/initiatives/", "/voices/initiatives/new/", "/voices/initiatives/desk/"
PUBLIC = ("", "map/", "feed/", "files/csv/", "files/json/", "moderation/")


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """A moment that stands still, in every door; `at(minutes=…)` moves it."""
    moment = [make.NOW]
    for door in ("initiative", "initiatives", "initiatives_new", "initiatives_desk"):
        monkeypatch.setattr(f"savienojums.voices.views.{door}.now", lambda: moment[0])

    def later(**by):
        moment[0] += timedelta(**by)

    return later


def text(client, path, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def opened(client, path, form="id"):
    """The sealed moment of a form on the page."""
    return re.search(rf'name="opened" value="([^"]+)" id="{form}_opened"', text(client, path))[1]


def send(client, at, path=NEW, **said):
    mark = opened(client, path)
    at(seconds=20)
    return client.post(path, {"kind": "proposal", "opened": mark, "subject": "", **said})


# --- proposing ----------------------------------------------------------------------


def test_a_visitor_proposes_and_sees_what_becomes_of_it(client, at, coordinator):
    place = make.place()
    make.theme()
    council = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    said = {"title": "Soliņš pieturā", "text": "Līst <script>alert(1)</script>", "place": place.slug, "spot": "56.1, 25.9",
            "themes": ["culture"], "addressee": council.slug, "author_name": "Anna", "email": SECRET}  # fmt: skip
    answer = send(client, at, **said)
    made = Initiative.objects.get()
    assert answer["Location"] == f"/voices/initiatives/own/{made.token}/"
    assert (made.title, made.lat, made.lon, made.place, made.addressee, made.email, made.state) == (
        "Soliņš pieturā", 56.1, 25.9, place, council, SECRET, "waiting",
    )  # fmt: skip
    assert [theme.slug for theme in made.themes.all()] == ["culture"]
    assert len(made.source_key) == 32
    own = text(client, answer["Location"])
    assert "Soliņš pieturā" in own
    assert SECRET not in own
    for path in PUBLIC:
        assert "Soliņš" not in text(client, LIST + path)
    assert client.get(made.get_absolute_url()).status_code == 404
    moderating.show_initiative(by=coordinator, initiative=made, at=make.NOW)
    page = text(client, made.get_absolute_url())
    assert "Līst &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Anna" in page
    assert SECRET not in page + text(client, LIST) + text(client, LIST + "files/json/") + text(client, LIST + "feed/")


def test_one_sentence_is_enough_and_a_signed_in_author_stays_unnamed(client, at, outsider):
    client.force_login(outsider)
    send(client, at, title="Soliņš pieturā")
    made = Initiative.objects.get()
    assert (made.person, made.author_name, made.email) == (outsider, "", "")
    client.logout()
    moderating.show_initiative(by=somebody_who_coordinates(), initiative=made, at=make.NOW)
    page = text(client, made.get_absolute_url())
    assert "Iedzīvotājs(-a)" in page
    assert "Svešinieks" not in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "obligāt"),
        ({"title": "x" * 5000}, "150"),
        ({"title": "Zvaniet 26123456"}, "lūdzu, šeit nerakstiet tālruni"),
        ({"title": "Soliņš", "text": "Rakstiet uz anna@inbox.lv"}, "lūdzu, šeit nerakstiet tālruni"),
        ({"title": "\x00\x00\x00\x00 – –"}, ""),
        ({"title": "Soliņš", "spot": "12, 300"}, "nav Latvijā"),
        ({"title": "Soliņš", "email": "nav adrese"}, ""),
        ({"title": "Soliņš", "kind": "nonsense"}, ""),
        ({"title": "Soliņš", "place": "nav-tada"}, ""),
        ({"title": "Soliņš", "addressee": "nav-tada"}, ""),
    ],
)
def test_what_is_amiss_is_told_and_nothing_is_lost(client, at, said, sentence):
    answer = send(client, at, **{"text": "Paliek šeit", **said})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in page.lower()
    assert not Initiative.objects.exists()
    if "text" not in said:
        assert "Paliek šeit" in page


def test_a_machine_learns_nothing_and_too_quick_is_told(client, at):
    assert send(client, at, title="Pērciet!", subject="x")["Location"] == LIST
    mark = opened(client, NEW)
    answer = client.post(NEW, {"kind": "proposal", "title": "Soliņš", "opened": mark})
    assert answer.status_code == 422
    assert client.post(NEW, {"kind": "proposal", "title": "Soliņš", "opened": "forged"}).status_code == 422
    assert not Initiative.objects.exists()


def test_a_flood_of_proposals_is_stopped_with_a_sentence(client, at):
    for number in range(12):
        send(client, at, title=f"Vārds{number}a{number}")
    answer = send(client, at, title="Trīspadsmitais")
    assert answer.status_code == 422
    assert "ļoti daudz priekšlikumu" in answer.content.decode()
    assert Initiative.objects.count() == 12


def test_similar_ones_are_shown_before_sending_with_script_and_without(client, at):
    other = shown("Soliņš autobusa pieturā Rubenē")
    waits = proposed("Soliņš autobusa pieturā Slatē")
    said = {"title": "Vajag soliņu pie autobusa pieturas"}
    for page in (
        send(client, at, **said).content.decode(),
        text(client, LIST + "similar/?title=soliņi+autobusa+pieturās"),
    ):
        assert other.get_absolute_url() in page
        assert waits.title not in page
    assert Initiative.objects.count() == 2
    assert send(client, at, **said, seen="yes").status_code == 302
    assert Initiative.objects.count() == 3
    assert "<h1" not in text(client, LIST + "similar/?title=soliņi")


def test_the_own_page_corrects_and_takes_back_and_no_link_opens_anothers(client, at):
    made, other = proposed(), proposed("Cits")
    own = f"/voices/initiatives/own/{made.token}/"
    page = client.get(own)
    assert page["Cache-Control"]
    assert SECRET not in page.content.decode()
    assert client.get(f"/voices/initiatives/own/{made.public_id}/").status_code == 404
    assert client.get(own[:-3] + "xx/").status_code == 404
    client.post(own, {"kind": "initiative", "title": "Labāks soliņš"})
    made.refresh_from_db()
    assert (made.title, made.kind, made.email) == ("Labāks soliņš", "initiative", SECRET)
    assert client.post(own, {"kind": "proposal", "title": ""}).status_code == 422
    assert client.post(own, {"_method": "DELETE"})["Location"] == own
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, made.email, other.state) == ("hidden", "", "waiting")
    assert "Tas netiek rādīts" in text(client, own)
    assert client.post(own, {"kind": "proposal", "title": "Vēlreiz"}).status_code == 409


def test_a_helper_writes_down_what_was_said(client, contact, outsider, at):
    paper = "/voices/initiatives/paper/"
    assert client.get(paper).status_code == 302
    client.force_login(outsider)
    assert client.get(paper).status_code == 404
    make.membership(contact, make.organisation())
    client.force_login(contact)
    assert client.get(paper).status_code == 200
    said = {
        "kind": "proposal",
        "title": "Autobuss",
        "way": "paper",
        "said_on": "2026-11-20",
        "people": "7",
        "note": "mapē",
    }
    answer = client.post(paper, said)
    made = Initiative.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.way, made.written_by, made.supports.get().people) == ("paper", contact, 7)
    assert "7 paraksti" in text(client, made.get_absolute_url())
    assert client.post(paper, {**said, "then": "next"})["Location"] == paper
    assert client.post(paper, {**said, "said_on": "2026-11-24"}).status_code == 422


# --- reading ------------------------------------------------------------------------


def test_the_list_tells_ages_and_what_was_answered(client):
    old = shown("Vecais tilts", days=43)
    answered(shown("Autobuss", days=60), "not")
    page = text(client, LIST)
    assert "bez atbildes <b>43</b> dienas" in page
    assert page.index("Vecais tilts") < page.index("Autobuss")
    assert "Nav pieņemts" in page
    assert f'href="{old.get_absolute_url()}"' in page
    part = text(client, LIST + "?state=not", **{"HX-Request": "true"})
    assert "Autobuss" in part
    assert "Vecais tilts" not in part
    assert "<html" not in part
    assert "Šiem filtriem neatbilst" in text(client, LIST + "?q=zzz")
    assert "Neviens vēl neko" not in page


def test_an_empty_list_invites(client):
    assert "Neviens vēl neko nav ierosinājis" in text(client, LIST)


def test_the_list_is_not_made_anew_for_who_has_it(client):
    shown()
    first = client.get(LIST)
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 304
    supported(Initiative.objects.get(), "a")
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_map_says_the_same_in_rows_and_gathers_what_is_close(client):
    rubene = make.place("Rubenes pagasts", lat=56.1, lon=25.9, outline={
        "type": "Polygon", "coordinates": [[[25.5, 55.9], [26.3, 55.9], [26.3, 56.3], [25.5, 56.3], [25.5, 55.9]]],
    })  # fmt: skip
    shown("Viens", place=rubene)
    shown("Divi", spot=(56.1001, 25.9001), place=rubene)
    shown("Tālu", spot=(56.25, 26.2))
    shown("Nekur")
    page = text(client, LIST + "map/")
    assert "<title>2 priekšlikumi: " in page
    assert "1 priekšlikumam nav vietas kartē" in page
    assert all(f">{title}</a>" in page for title in ("Viens", "Divi", "Tālu", "Nekur"))
    assert "Nekur" not in text(client, LIST + "map/?place=rubenes-pagasts")
    assert 'class="initiative-pin" cx="' in text(client, Initiative.objects.get(title="Divi").get_absolute_url())
    assert "data-corners=" in text(client, NEW)


def test_without_borders_there_is_a_table_and_no_map(client):
    shown()
    page = text(client, LIST + "map/")
    assert "Kartes vēl nav" in page
    assert "Soliņš pieturā" in page
    assert "data-spot-map" not in text(client, NEW)


def test_files_hold_what_everyone_reads_and_no_formula(client):
    made = shown('=HYPERLINK("http://x")', days=5, author_name="Anna")
    answered(made, "partly", "Daļu.", at=make.NOW)
    supported(made, "a", "b")
    hidden(shown("Slepens"))
    proposed("Gaida")
    csv = client.get(LIST + "files/csv/")
    assert csv["Content-Disposition"] == 'attachment; filename="priekslikumi-2026-11-23.csv"'
    assert "'=HYPERLINK" in csv.content.decode()
    told = json.loads(client.get(LIST + "files/json/").content)["proposals"]
    assert [(one["title"], one["supporters"], one["answers"][0]["outcome"]) for one in told] == [
        ('=HYPERLINK("http://x")', {"web": 2, "paper": 0}, "partly")
    ]
    sheet = load_workbook(BytesIO(client.get(LIST + "files/xlsx/").content)).active
    assert sheet.cell(2, 3).value == '=HYPERLINK("http://x")'
    assert sheet.cell(2, 3).data_type == "s"
    for kind in ("csv", "json"):
        whole = client.get(LIST + f"files/{kind}/").content.decode()
        assert not [word for word in (SECRET, "Slepens", "Gaida", made.public_id) if word in whole]
    assert client.get(LIST + "files/exe/").status_code == 404
    assert json.loads(client.get(LIST + "files/json/?state=taken").content) == {"proposals": []}
    assert "Daļu." in text(client, LIST + "feed/")


def test_the_sheet_for_paper_is_a_pdf(client):
    answer = client.get(LIST + "sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_log_tells_reasons_and_never_words(client, coordinator):
    hidden(shown("Slepens vārds", text="Kaimiņš Bērziņš"), "personal", "nosaukts kaimiņš")
    page = text(client, LIST + "moderation/")
    assert "Nr. 1" in page
    assert "nosaukts kaimiņš" in page
    assert "Slepens" not in page
    assert "Bērziņš" not in page


# --- support and comments -----------------------------------------------------------


def support(client, at, made, **headers):
    mark = opened(client, made.get_absolute_url(), "support")
    at(seconds=20)
    return client.post(made.get_absolute_url() + "support/", {"opened": mark, "subject": ""}, headers=headers)


def test_one_browser_supports_once_and_takes_it_back(client, at, outsider):
    made = shown()
    assert "voice" not in client.cookies
    answer = support(client, at, made)
    assert answer["Location"].endswith("#support")
    cookie = answer.cookies["voice"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Jūs to atbalstāt." in text(client, made.get_absolute_url())
    row = InitiativeSupport.objects.get()
    assert cookie.value not in row.key
    assert not row.has_account
    mark = opened(client, shown("Cits").get_absolute_url(), "support")
    at(seconds=20)
    client.post(made.get_absolute_url() + "support/", {"opened": mark})
    assert InitiativeSupport.objects.count() == 1
    client.force_login(outsider)
    assert "Jūs to atbalstāt." in text(client, made.get_absolute_url())
    client.post(made.get_absolute_url() + "support/", {"_method": "DELETE"})
    assert not InitiativeSupport.objects.exists()


def test_one_press_is_never_too_quick(client):
    made = shown()
    mark = opened(client, made.get_absolute_url(), "support")
    address = made.get_absolute_url() + "support/"
    assert client.post(address, {"opened": "forged"}).status_code == 422
    assert not InitiativeSupport.objects.exists()
    assert client.post(address, {"opened": mark})["Location"].endswith("#support")
    assert InitiativeSupport.objects.count() == 1


def test_a_proposal_in_another_language_says_so_in_lists(client):
    theirs, ours = shown("Скамейка"), shown("Soliņš")
    Initiative.objects.filter(pk=theirs.pk).update(language="ru")
    page = text(client, LIST)
    assert f'<h3 lang="ru"><a href="{theirs.get_absolute_url()}">' in page
    assert f'<h3><a href="{ours.get_absolute_url()}">' in page
    assert "krieviski, <time" in page
    assert "latviski, <time" not in page


def test_places_to_choose_from_are_those_people_live_in(client):
    make.place("Rubenes pagasts")
    make.place("Latvija", kind="country")
    page = text(client, NEW)
    assert "Rubenes pagasts" in page
    assert ">Latvija</option>" not in page


def test_with_script_only_the_button_is_drawn_anew(client, at):
    made = shown()
    answer = support(client, at, made, **{"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "Jūs to atbalstāt." in page
    assert "<b>1</b>" in page


def test_what_is_not_shown_is_supported_and_commented_by_nobody(client, at):
    waits, gone = proposed(), hidden(shown("Slepens"))
    for made in (waits, gone):
        for path, said in (("support/", {}), ("comments/", {"text": "Jā, lūdzu"})):
            assert client.post(made.get_absolute_url() + path, said).status_code == 404
    assert not InitiativeSupport.objects.exists()
    assert not InitiativeComment.objects.exists()
    assert client.get(shown("Cits").get_absolute_url() + "support/").status_code == 405


def test_a_comment_is_looked_at_before_others_read_it(client, at, coordinator):
    made = shown()
    mark = opened(client, made.get_absolute_url(), "comment")
    at(seconds=20)
    words = {"text": "Es <b>palīdzēšu</b>", "name": "Jānis", "opened": mark}
    assert client.post(made.get_absolute_url() + "comments/", words)["Location"].endswith("#comments")
    assert "palīdzēšu" not in text(client, made.get_absolute_url())
    wrong = client.post(made.get_absolute_url() + "comments/", {**words, "text": "Zvani 26123456"})
    assert wrong.status_code == 422
    comment = InitiativeComment.objects.get()
    client.force_login(coordinator)
    assert "palīdzēšu" in text(client, DESK)
    client.post(f"/voices/initiatives/comments/{comment.public_id}/")
    client.logout()
    assert "Es &lt;b&gt;palīdzēšu&lt;/b&gt;" in text(client, made.get_absolute_url())
    client.force_login(coordinator)
    gone = {"_method": "DELETE", "hidden_for": "other", "why": "nav par to"}
    client.post(f"/voices/initiatives/comments/{comment.public_id}/", gone)
    client.logout()
    page = text(client, made.get_absolute_url())
    assert "palīdzēšu" not in page
    assert "nav par to" in page


def test_who_acts_for_an_organisation_speaks_in_its_name(client, at, contact):
    council = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    make.membership(contact, council)
    made = shown()
    client.force_login(contact)
    mark = opened(client, made.get_absolute_url(), "comment")
    at(seconds=20)
    words = {"text": "Mēs skatīsimies", "organisation": council.slug, "opened": mark}
    client.post(made.get_absolute_url() + "comments/", words)
    client.logout()
    page = text(client, made.get_absolute_url())
    assert "Mēs skatīsimies" in page
    assert "of-organisation" in page
    assert "Kopienas kontakts" not in page


# --- the desk -----------------------------------------------------------------------


def test_the_desk_is_for_those_who_look_after_and_answer(client, outsider, contact, coordinator):
    council = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    make.membership(contact, council)
    proposed("Gaida koordinatoru")
    shown("Jāatbild mums", addressee=council, days=15)
    shown("Jāatbild citiem", days=31)
    assert client.get(DESK).status_code == 302
    client.force_login(outsider)
    assert client.get(DESK).status_code == 404
    client.force_login(contact)
    page = text(client, DESK)
    assert "Jāatbild mums" in page
    assert "Jāatbild citiem" not in page
    assert "Gaida koordinatoru" not in page
    client.force_login(coordinator)
    page = text(client, DESK)
    assert all(word in page for word in ("Gaida koordinatoru", "Jāatbild mums", "Jāatbild citiem", "<b>31</b>"))
    assert SECRET not in page


def test_a_coordinator_shows_hides_addresses_and_joins(client, coordinator):
    made, other = proposed(), shown("Cits")
    council = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    client.force_login(coordinator)
    assert client.post(made.get_absolute_url() + "state/", {"next": DESK})["Location"] == DESK
    client.post(made.get_absolute_url() + "addressee/", {"addressee": council.slug})
    made.refresh_from_db()
    assert (made.state, made.addressee) == ("shown", council)
    wrong = client.post(made.get_absolute_url() + "joining/", {"number": "999"})
    assert wrong.status_code == 422
    assert client.post(made.get_absolute_url() + "joining/", {"number": str(made.number)}).status_code == 422
    client.post(made.get_absolute_url() + "joining/", {"number": str(other.number)})
    made.refresh_from_db()
    assert made.same_as == other
    assert other.get_absolute_url() in text(client, made.get_absolute_url())
    client.post(made.get_absolute_url() + "joining/", {"_method": "DELETE"})
    assert client.post(made.get_absolute_url() + "state/", {"_method": "DELETE"}).status_code == 422
    client.post(made.get_absolute_url() + "state/", {"_method": "DELETE", "hidden_for": "other", "why": "tāpat"})
    made.refresh_from_db()
    assert (made.state, made.why, made.same_as) == ("hidden", "tāpat", None)
    client.logout()
    assert client.get(made.get_absolute_url()).status_code == 404


def test_others_find_no_tools(client, outsider, contact):
    made = shown()
    make.membership(contact, make.organisation())
    address = made.get_absolute_url()
    doors = {"state/": {}, "addressee/": {}, "joining/": {"number": "1"}, "answers/": {"outcome": "taken", "text": "Jā"},
             "floods/": {"source": "x"}}  # fmt: skip
    for path, said in doors.items():
        assert client.post(address + path, said).status_code == 302
    for person in (outsider, contact):
        client.force_login(person)
        for path, said in doors.items():
            assert client.post(address + path, said).status_code == 404, path
            assert client.get(address + path).status_code == 405
    assert Initiative.objects.get().state == "shown"
    client.force_login(outsider)
    assert client.post(address + "signatures/", {"people": "5"}).status_code == 404
    assert "initiative-tools" not in text(client, address)


def test_the_addressee_answers_with_a_reason(client, contact):
    council = make.organisation("Rubenes pagasta pārvalde", kind="municipality")
    make.membership(contact, council)
    made = shown(addressee=council, days=20)
    client.force_login(contact)
    assert "Publicēt atbildi" in text(client, made.get_absolute_url())
    address = made.get_absolute_url() + "answers/"
    without_why = client.post(address, {"outcome": "taken", "text": ""})
    assert without_why.status_code == 422
    assert "cilvēkiem ir tiesības to zināt" in without_why.content.decode()
    assert client.post(address, {"outcome": "", "text": "Jā"}).status_code == 422
    assert client.post(address, {"outcome": "partly", "text": "Soliņu liksim, nojumi ne."})["Location"].endswith(
        "#answers"
    )
    client.logout()
    page = text(client, made.get_absolute_url())
    assert "Soliņu liksim, nojumi ne." in page
    assert "Daļēji pieņemts" in page
    assert "bez atbildes" not in page.partition("<footer")[0].partition("<h1")[2].partition("Līdzīgi")[0]
    assert "Kopienas kontakts" not in page


def test_a_coordinator_writes_the_answer_of_somebody_outside(client, coordinator):
    made = shown()
    client.force_login(coordinator)
    address = made.get_absolute_url() + "answers/"
    assert client.post(address, {"outcome": "not", "text": "Ceļš nav mūsu."}).status_code == 422
    client.post(address, {"outcome": "not", "text": "Ceļš nav mūsu.", "name": "Latvijas Valsts ceļi"})
    client.logout()
    page = text(client, made.get_absolute_url())
    assert "Latvijas Valsts ceļi" in page
    assert "pierakstījis koordinators" in page


def test_a_flood_is_set_aside_at_the_desk_and_counted_again(client, coordinator):
    made = shown()
    supported(made, *(f"k{n}" for n in range(FLOOD)), source_key="one-line")
    client.force_login(coordinator)
    assert "one-line" in text(client, DESK)
    client.post(made.get_absolute_url() + "floods/", {"source": "one-line"})
    assert "<b>0</b>" in text(client, made.get_absolute_url())
    client.post(made.get_absolute_url() + "floods/", {"source": "one-line", "_method": "DELETE"})
    assert f"<b>{FLOOD}</b>" in text(client, made.get_absolute_url())
    client.logout()
    assert "one-line" not in text(client, made.get_absolute_url())


# --- costs --------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("", 10), ("map/", 11), ("files/json/", 9), ("moderation/", 4), ("desk/", 12)]
)
def test_as_many_questions_for_three_as_for_one(client, coordinator, django_assert_num_queries, rows, path, queries):
    ContentType.objects.get_for_model(Initiative)
    place, council = make.place(lat=56.1, lon=25.9), make.organisation(kind="municipality")
    theme = make.theme()
    for number in range(rows):
        made = shown(f"Priekšlikums {number}", place=place, themes=[theme], addressee=council, days=number)
        supported(made, *(f"k{n}" for n in range(FLOOD)), source_key="s")
        comments.comment_initiative(by=None, initiative=made, remark=comments.Remark("Jā gan"), at=make.NOW)
        answered(shown(f"Atbildēts {number}", days=9))
        hidden(shown(f"Paslēpts {number}"))
        proposed(f"Gaida {number}", place=place, addressee=council)
    if path == "desk/":
        client.force_login(coordinator)
    with django_assert_num_queries(queries):
        client.get(LIST + path)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_with_much_on_it(client, coordinator, django_assert_num_queries, rows):
    made = shown("Soliņš pieturā")
    ContentType.objects.get_for_model(Initiative)
    for number in range(rows):
        double = shown(f"Sols pieturā {number}")
        moderating.join_initiatives(by=coordinator, initiative=double, into=made, at=make.NOW)
        shown(f"Soliņš citā pieturā {number}")
        answered(made, at=make.NOW + timedelta(days=number))
        added = comments.comment_initiative(by=None, initiative=made, remark=comments.Remark("Jā gan"), at=make.NOW)
        comments.show_initiative_comment(by=coordinator, comment=added, at=make.NOW)
        supported(made, f"k{number}")
    with django_assert_num_queries(18):
        client.get(made.get_absolute_url())


def test_the_kept_list_speaks_the_language_of_its_reader(client):
    theme = make.theme()
    theme.name = {"lv": "Kultūra", "en": "Culture"}
    theme.save()
    shown(themes=[theme])
    assert "Kultūra" in text(client, LIST)
    client.cookies["language"] = "en"
    page = text(client, LIST)
    assert "Culture" in page
    assert "Kultūra" not in page


def test_numbers_beyond_every_database_lead_nowhere(client, coordinator):
    assert client.get(f"{LIST}{10**30}/").status_code == 404
    client.force_login(coordinator)
    made = shown()
    assert client.post(made.get_absolute_url() + "joining/", {"number": str(10**30)}).status_code == 422
    assert client.post(made.get_absolute_url() + "signatures/", {"people": str(10**30)}).status_code == 422


def test_a_coordinator_sees_whom_no_letter_reaches(client, coordinator):
    shown("Ceļš", addressee=make.organisation("Bez pasta"))
    shown("Tilts", addressee=make.organisation("Ar pastu", contact_email="a@selija.test"))
    client.force_login(coordinator)
    assert text(client, DESK).count("e-pasta adrese nav zināma") == 1
    assert "vēstule nav nosūtīta" in text(client, Initiative.objects.get(title="Ceļš").get_absolute_url())
    assert "vēstule nav nosūtīta" not in text(client, Initiative.objects.get(title="Tilts").get_absolute_url())
