"""The form of an event, its life at the desk, registering and own questions."""

from datetime import datetime

import pytest

from savienojums.core.clock import RIGA
from savienojums.events import questions as own
from savienojums.events.actions import gatherings as actions
from savienojums.events.models import Event, SeatReserve
from savienojums.network.models import Project
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

SAID = {
    "kind": "forum", "title_lv": "Sēlijas NVO forums", "first_day": "2026-12-14", "begins": "14:00", "ends": "17:00",
    "mode": "in_place", "circle": "everyone", "venue": "Viesītes kultūras pils", "languages": ["lv"],
}  # fmt: skip


@pytest.fixture
def hosts(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def event(hosts):
    return make.event(organisers=[hosts], venue="Silene")


@pytest.fixture
def signed(client, contact, hosts):
    client.force_login(contact)
    return client


def said(hosts, **more):
    return {**SAID, "organisers": [hosts.slug], **more}


def wrong(answer):
    assert answer.status_code == 422
    return {name: [str(each) for each in errors] for name, errors in answer.context["form"].errors.items()}


# --- the form -------------------------------------------------------------------------


def test_a_new_event_is_a_draft_or_published_at_once(signed, hosts):
    answer = signed.post("/events/new/", said(hosts))
    made = Event.objects.get()
    assert answer.url == f"/events/{made.slug}/desk/"
    assert (made.is_draft, made.starts_at) == (True, datetime(2026, 12, 14, 14, 0, tzinfo=RIGA))
    answer = signed.post("/events/new/", said(hosts, title_lv="Otrs", then="publish"))
    assert answer.url == "/events/otrs-2026/"
    assert not Event.objects.get(slug="otrs-2026").is_draft


def test_who_acts_for_nobody_finds_no_form(client, outsider):
    assert client.get("/events/new/").status_code == 302
    client.force_login(outsider)
    assert client.get("/events/new/").status_code == 404
    assert client.post("/events/new/", SAID).status_code == 404
    assert not Event.objects.exists()


def test_the_form_begins_with_what_the_address_asks_for(signed, hosts):
    form = signed.get(f"/events/new/?kind=trip&day=2026-12-20&organisation={hosts.slug}").context["form"]
    assert (form["kind"].value(), form["first_day"].value()) == ("trip", "2026-12-20")
    assert form["organisers"].value() == [hosts.slug]


def test_an_event_that_is_nowhere_stays_a_draft_with_a_sentence(signed, hosts):
    answer = signed.post("/events/new/", said(hosts, venue="", then="publish"), follow=True)
    assert Event.objects.get().is_draft
    assert "notice-warning" in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"first_day": ""}, {"first_day"}),
        ({"first_day": "rīt"}, {"first_day"}),
        ({"ends": "13:00"}, {"ends"}),
        ({"ends": "14:00"}, {"ends"}),
        ({"begins": ""}, {"begins"}),
        ({"begins": "25:00"}, {"begins"}),
        ({"last_day": "2026-12-13"}, {"last_day"}),
        ({"last_day": "2027-03-01"}, {"last_day"}),
        ({"first_day": "2027-03-28", "begins": "03:30", "ends": "05:00"}, {"begins"}),
        ({"coordinates": "kaut kur"}, {"coordinates"}),
        ({"coordinates": "26.1, 56.2"}, {"coordinates"}),
        ({"online_url": "nav adrese"}, {"online_url"}),
        ({"other_1": "Nav tādas biedrības"}, {"other_1"}),
        ({"title_lv": ""}, {"title_lv"}),
        ({"kind": "circus"}, {"kind"}),
        ({"organisers": []}, {"__all__"}),
    ],
)
def test_what_cannot_be_is_answered_beside_its_field(signed, hosts, given, fields):
    answer = signed.post("/events/new/", said(hosts, **given))
    assert set(wrong(answer)) == fields
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("given", "starts", "ends", "hours", "end"),
    [
        ({}, "2026-12-14 14:00", "2026-12-14 17:00", True, True),
        ({"ends": ""}, "2026-12-14 14:00", "2026-12-14 17:00", True, False),
        ({"begins": "23:00", "ends": ""}, "2026-12-14 23:00", "2026-12-14 23:59", True, False),
        ({"begins": "", "ends": ""}, "2026-12-14 00:00", "2026-12-14 23:59", False, True),
        ({"last_day": "2026-12-15", "ends": "12:00"}, "2026-12-14 14:00", "2026-12-15 12:00", True, True),
        ({"last_day": "2026-12-15", "begins": "22:00", "ends": "02:00"}, "2026-12-14 22:00", "2026-12-15 02:00", True, True),
        ({"begins": "", "ends": "", "last_day": "2026-12-15"}, "2026-12-14 00:00", "2026-12-15 23:59", False, True),
        ({"first_day": "14.12.2026."}, "2026-12-14 14:00", "2026-12-14 17:00", True, True),
    ],
)  # fmt: skip
def test_times_are_read_as_they_are_known(signed, hosts, given, starts, ends, hours, end):
    assert signed.post("/events/new/", said(hosts, **given)).status_code == 302
    made = Event.objects.get()
    assert f"{made.starts_at.astimezone(RIGA):%Y-%m-%d %H:%M}" == starts
    assert f"{made.ends_at.astimezone(RIGA):%Y-%m-%d %H:%M}" == ends
    assert (made.hours_known, made.end_known) == (hours, end)


def test_what_is_saved_comes_back_into_the_form_and_out_again(signed, hosts, django_assert_num_queries):
    other = make.organisation("Elkšņu kopiena")
    project = Project.objects.create(name="Saknes")
    theme, place = make.theme(), make.place("Viesīte", kind="town")
    given = said(
        hosts, other_1="elksnu kopiena", project=project.public_id, themes=[theme.slug], place=place.slug,
        title_en="Forum", summary_lv="Par visu.", text="Nāciet!", coordinates="56,34 25,55", address="Brīvības iela 10",
        source_url="selija.com", last_day="2026-12-15", ends="12:00",
    )  # fmt: skip
    signed.post("/events/new/", given)
    made = Event.objects.get()
    assert set(made.organisers.all()) == {hosts, other}
    assert (made.project, made.place, made.lat, made.lon) == (project, place, 56.34, 25.55)
    form = signed.get(f"/events/{made.slug}/form/").context["form"]
    back = {field.name: field.value() for field in form if field.value() not in (None, "")}
    sent = {name: value.strftime("%H:%M") if hasattr(value, "hour") else value for name, value in back.items()}
    before = {field.name: getattr(made, field.attname) for field in Event._meta.concrete_fields}
    assert signed.post(f"/events/{made.slug}/form/", sent).status_code == 302
    made.refresh_from_db()
    assert {field.name: getattr(made, field.attname) for field in Event._meta.concrete_fields} == before


def test_two_at_one_time_are_shown_what_the_other_saved(signed, coordinator, event):
    form = signed.get(f"/events/{event.slug}/form/").context["form"]
    assert form["seen"].value() == 0
    actions.change_event(by=coordinator, event=event, details={"venue": "Saliena"}, at=NOW)
    organisers = [each.slug for each in event.organisers.all()]
    mine = {**SAID, "venue": "Medumi", "organisers": organisers, "seen": "0"}
    answer = signed.post(f"/events/{event.slug}/form/", mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Saliena" in page
    assert 'name="seen" value="1"' in page
    assert signed.post(f"/events/{event.slug}/form/", {**mine, "seen": "1"}).status_code == 302
    assert Event.objects.get().venue == "Medumi"


def test_the_desk_is_closed_to_others(client, outsider, event):
    client.force_login(outsider)
    event.text = "Noslēpums"
    for leaf in ("desk", "form", "cancellation", "copy", "draft", "registering", "questions", "programme", "materials"):
        answer = client.get(f"/events/{event.slug}/{leaf}/")
        assert (leaf, answer.status_code) == (leaf, 404)
        assert "Sēlijas NVO forums" not in answer.content.decode()
    client.logout()
    assert client.get(f"/events/{event.slug}/desk/").status_code == 302


def test_wrong_methods_are_refused(signed, event):
    assert signed.delete(f"/events/{event.slug}/").status_code == 405
    assert signed.post(f"/events/{event.slug}/desk/").status_code == 405
    assert signed.put(f"/events/{event.slug}/publication/").status_code == 405
    assert signed.put(f"/events/{event.slug}/form/").status_code == 405


def test_a_link_to_publishing_leads_to_its_button_and_publishes_nothing(signed, hosts):
    draft = make.event("Melnraksts", organisers=[hosts], published_at=None)
    answer = signed.get(f"/events/{draft.slug}/publication/")
    assert (answer.status_code, answer["Location"]) == (302, f"/events/{draft.slug}/desk/")
    draft.refresh_from_db()
    assert draft.is_draft


def told(answer, client):
    assert answer.status_code == 302
    return [str(each) for each in client.get(answer["Location"]).context["messages"]]


def test_what_moved_along_with_an_event_and_what_did_not_is_said(signed, hosts, event):
    closes = datetime(2026, 12, 13, 23, 0, tzinfo=RIGA)
    Event.objects.filter(pk=event.pk).update(registration_closes_at=closes)
    begins = datetime(2026, 12, 14, 14, 0, tzinfo=RIGA)
    event.programme.create(title="Atklāšana", starts_at=begins, ends_at=begins.replace(hour=15))
    address = f"/events/{event.slug}/form/"
    (said_of_day,) = told(signed.post(address, said(hosts, venue="Silene", first_day="2026-12-16")), signed)
    assert said_of_day == (
        "Saglabāts. Pieteikšanās beigas pārceltas līdzi: 2026. gada 15. decembris, 23:00. "
        "Programma pārcelta uz jauno dienu tajās pašās stundās."
    )
    later = said(hosts, venue="Silene", first_day="2026-12-16", begins="18:00", ends="20:00")
    assert told(signed.post(address, later), signed) == [
        "Saglabāts.", "1 programmas punkts tagad ir ārpus notikuma laika. Apskatiet programmu.",
    ]  # fmt: skip
    assert told(signed.post(address, {**later, "title_lv": "Cits vārds"}), signed) == ["Saglabāts."]


# --- its life ------------------------------------------------------------------------------


def test_cancelled_and_restored_at_the_desk(signed, client, event):
    address = f"/events/{event.slug}/cancellation/"
    assert "Sēlijas NVO forums" in signed.get(address).content.decode()
    assert set(wrong(signed.post(address, {"why": ""}))) == {"why"}
    assert signed.post(address, {"why": "Vētra."}).status_code == 302
    page = signed.get(event.get_absolute_url()).content.decode()
    assert "Vētra." in page
    assert signed.post(address, {"why": "Vēl."}).status_code == 409
    assert signed.post(address, {"_method": "DELETE"}).status_code == 302
    assert Event.objects.get().cancelled_at is None


def test_a_draft_is_published_or_thrown_away(signed, hosts):
    draft = make.event(organisers=[hosts], published_at=None, venue="Viesīte")
    page = signed.get(f"/events/{draft.slug}/desk/").content.decode()
    assert f"/events/{draft.slug}/publication/" in page
    assert signed.post(f"/events/{draft.slug}/publication/").url == f"/events/{draft.slug}/"
    assert signed.post(f"/events/{draft.slug}/draft/", {"_method": "DELETE"}).status_code == 409
    another = make.event(organisers=[hosts], published_at=None)
    assert signed.get(f"/events/{another.slug}/draft/").status_code == 200
    assert signed.post(f"/events/{another.slug}/draft/", {"_method": "DELETE"}).url == "/mine/"
    assert Event.objects.count() == 1


def test_a_copy_is_laid_onto_another_day_at_the_same_hour(signed, event):
    address = f"/events/{event.slug}/copy/"
    assert set(wrong(signed.post(address, {"day": ""}))) == {"day"}
    assert set(wrong(signed.post(address, {"day": "2027-03-28", "hour": "03:30"}))) == {"hour"}
    answer = signed.post(address, {"day": "2027-06-01"})
    copy = Event.objects.exclude(pk=event.pk).get()
    assert answer.url == f"/events/{copy.slug}/desk/"
    assert copy.starts_at == datetime(2027, 6, 1, 14, 0, tzinfo=RIGA)


# --- registering ---------------------------------------------------------------------------


def test_registering_is_set_and_comes_back(signed, event):
    address = f"/events/{event.slug}/registering/"
    given = {
        "takes_registrations": "on", "capacity": "40", "has_waiting_list": "on", "closes_on": "2026-12-10",
        "name_1": "Kopienām", "seats_1": "10", "kinds_1": ["initiative_group"],
        "reserves_end_on": "2026-12-05",
    }  # fmt: skip
    assert signed.post(address, given).status_code == 302
    found = Event.objects.get()
    assert (found.takes_registrations, found.capacity) == (True, 40)
    assert found.registration_closes_at == datetime(2026, 12, 10, 23, 59, tzinfo=RIGA)
    assert found.reserves_end_at == datetime(2026, 12, 5, 23, 59, tzinfo=RIGA)
    form = signed.get(address).context["form"]
    assert (form["capacity"].value(), form["closes_hour"].value()) == (40, None)
    assert (form["name_1"].value(), form["seats_1"].value()) == ("Kopienām", 10)
    assert signed.post(address, {"takes_registrations": "on"}).status_code == 302
    assert not SeatReserve.objects.exists()
    assert Event.objects.get().capacity is None


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"capacity": "0"}, {"capacity"}),
        ({"closes_on": "2026-12-15"}, {"closes_on"}),
        ({"closes_on": "2026-12-14", "closes_hour": "18:00"}, {"closes_on"}),
        ({"closes_hour": "18:00"}, {"closes_on"}),
        ({"capacity": "5", "name_1": "A", "seats_1": "6", "kinds_1": ["library"]}, {"capacity"}),
        ({"name_1": "A", "seats_1": "6", "kinds_1": ["library"]}, {"capacity"}),
        ({"capacity": "9", "name_1": "A"}, {"seats_1", "kinds_1"}),
        ({"capacity": "9", "seats_2": "3"}, {"name_2", "kinds_2"}),
    ],
)
def test_what_cannot_be_registered_is_answered_beside_its_field(signed, event, given, fields):
    assert set(wrong(signed.post(f"/events/{event.slug}/registering/", given))) == fields


def test_fewer_seats_than_people_are_refused_in_a_sentence(signed, event):
    make.registration(event, "Anna Ozola", "Jānis Bērziņš")
    answer = signed.post(f"/events/{event.slug}/registering/", {"takes_registrations": "on", "capacity": "1"})
    assert set(wrong(answer)) == {"capacity"}


# --- own questions -----------------------------------------------------------------------------


def test_questions_are_added_moved_changed_and_taken_away(signed, event):
    address = f"/events/{event.slug}/questions/"
    signed.post(address, {"preset": "diet"})
    signed.post(address, {"preset": "diet"})
    signed.post(address, {"label_lv": "Ko atvedīsiet?", "kind": "text", "each": "on"})
    diet, bring = own.of(Event.objects.get().questions)
    assert (diet.key, bring.label["lv"], bring.each) == ("diet", "Ko atvedīsiet?", True)
    assert set(diet.label) == {"lv", "en", "ru"}
    signed.post(f"{address}{bring.key}/", {"move": "earlier"})
    signed.post(f"{address}{bring.key}/", {"move": "earlier"})
    assert [each.key for each in own.of(Event.objects.get().questions)] == [bring.key, "diet"]
    assert signed.get(f"{address}{bring.key}/").status_code == 200
    changed = {"label_lv": "Ko atnesīsiet?", "kind": "choice", "choices": "kūku\r\n\r\nsāli\r\nkūku", "required": "on"}
    assert signed.post(f"{address}{bring.key}/", changed).status_code == 302
    question = own.of(Event.objects.get().questions)[0]
    assert (question.key, question.choices, question.required, question.each) == (
        bring.key,
        ("kūku", "sāli"),
        True,
        False,
    )
    signed.post(f"{address}{bring.key}/", {"_method": "DELETE"})
    assert [each.key for each in own.of(Event.objects.get().questions)] == ["diet"]
    assert signed.get(f"{address}{bring.key}/").status_code == 404


def test_a_choice_needs_something_to_choose(signed, event):
    answer = signed.post(
        f"/events/{event.slug}/questions/", {"label_lv": "Kurš?", "kind": "choice", "choices": "viens"}
    )
    assert set(wrong(answer)) == {"choices"}
    assert set(wrong(signed.post(f"/events/{event.slug}/questions/", {"label_lv": "", "kind": "text"}))) == {"label_lv"}


def test_who_may_make_events_finds_the_way_from_the_calendar(client, contact, outsider, hosts):
    for person, found in ((outsider, False), (contact, True)):
        client.force_login(person)
        assert ('href="/events/new/"' in client.get("/events/").content.decode()) is found
    client.logout()
    assert 'href="/events/new/"' not in client.get("/events/").content.decode()
