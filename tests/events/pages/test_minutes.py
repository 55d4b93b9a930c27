"""The pages of minutes: written in small forms, read by those who may, found nowhere by others."""

from datetime import timedelta

import pytest

from savienojums.core.clock import now
from savienojums.events.actions import minutes as acts
from savienojums.events.actions import points as point_acts
from savienojums.events.actions.proposals import add_proposal
from savienojums.events.actions.tasks import add_task
from savienojums.events.models import AgendaPoint, Event, Minutes, Proposal, Task
from tests import make

pytestmark = pytest.mark.django_db
SECRET = "Strīds ar kaimiņu"


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def event(association):
    at = now()
    return make.event(
        "Kaldabruņas sanāksme",
        organisers=[association],
        starts_at=at - timedelta(hours=3),
        ends_at=at - timedelta(hours=1),
    )


@pytest.fixture
def filled(event, host, association):
    """Minutes with a point that came up in the room, its decision, a task and a proposal."""
    point = point_acts.add_point(by=host, event=event, title=SECRET, at=now())
    details = {"discussion": "Runāja ilgi.", "decision": "Sēta paliek.", "state": "decided"}
    point_acts.change_point(by=host, point=point, details=details, at=now())
    add_task(
        by=host,
        event=event,
        details={"what": "Salabot sētu", "who": "Valde", "organisation": association, "point": point},
        at=now(),
    )
    add_proposal(
        by=host,
        event=event,
        details={"text": "Apgaismot ceļu", "addressee_name": "Novada dome", "point": point},
        at=now(),
    )
    return point


def page(client, event, name="minutes/"):
    return client.get(f"/events/{event.slug}/{name}")


def text(response):
    return response.content.decode()


def reader(name="Cita biedrība"):
    someone = make.person("lasa@selija.test")
    make.membership(someone, make.organisation(name))
    return someone


# --- reading


def test_published_minutes_show_points_decisions_tasks_and_proposals(client, event, host, filled):
    acts.publish_minutes(by=host, event=event, circle="everyone", at=now())
    shown = text(page(client, event))
    for words in (SECRET, "Runāja ilgi.", "Sēta paliek.", "Salabot sētu", "Apgaismot ceļu", "Novada dome"):
        assert words in shown


@pytest.mark.parametrize("name", ["minutes/", "minutes.pdf", "minutes.docx"])
def test_minutes_for_members_are_not_there_for_others(client, event, host, filled, outsider, name):
    acts.publish_minutes(by=host, event=event, circle="members", at=now())
    assert page(client, event, name).status_code == 404
    client.force_login(outsider)
    assert page(client, event, name).status_code == 404
    client.force_login(reader())
    assert page(client, event, name).status_code == 200


def test_the_page_of_the_event_tells_visitors_nothing_of_minutes_for_members(client, event, host, filled, outsider):
    acts.close_minutes(by=host, event=event, at=now())
    acts.publish_minutes(by=host, event=event, circle="members", at=now())
    for someone in (None, outsider):
        if someone:
            client.force_login(someone)
        shown = text(client.get(event.get_absolute_url()))
        for words in (SECRET, "Sēta paliek", "Salabot sētu", "Apgaismot ceļu"):
            assert words not in shown
    client.force_login(reader())
    shown = text(client.get(event.get_absolute_url()))
    assert "Sēta paliek." in shown


def test_what_hangs_on_hidden_minutes_is_hidden_everywhere(client, event, host, filled, outsider):
    acts.publish_minutes(by=host, event=event, circle="members", at=now())
    task, proposal = Task.objects.get(), Proposal.objects.get()
    addresses = [task.get_absolute_url(), proposal.get_absolute_url()]
    client.force_login(outsider)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    for address in ("/events/proposals/", "/events/tasks/", "/search/?q=Strīds", "/events/", "/"):
        shown = text(client.get(address, follow=True))
        for words in (SECRET, "Apgaismot ceļu", "Salabot sētu", "Novada dome"):
            assert words not in shown, address
    acts.publish_minutes(by=host, event=event, circle="everyone", at=now())
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert "Apgaismot ceļu" in text(client.get("/events/proposals/"))


def test_drafts_of_minutes_are_read_by_the_organisers_alone(client, event, host, filled):
    client.force_login(reader())
    assert page(client, event).status_code == 404
    client.force_login(host)
    shown = text(page(client, event))
    assert "tas nav publicēts" in shown


def test_the_agenda_stands_on_the_page_of_a_meeting_to_come(client, host, association):
    coming = make.event(
        organisers=[association], starts_at=now() + timedelta(days=2), ends_at=now() + timedelta(days=3)
    )
    point_acts.add_point(by=host, event=coming, title="Ceļš uz Saliena", at=now())
    hidden = point_acts.add_point(by=host, event=coming, title=SECRET, at=now())
    point_acts.change_point(by=host, point=hidden, details={"on_agenda": False}, at=now())
    shown = text(client.get(coming.get_absolute_url()))
    assert "Ceļš uz Saliena" in shown
    assert SECRET not in shown
    client.force_login(host)
    assert SECRET in text(client.get(coming.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
def test_reading_asks_the_same_number_of_questions(client, event, host, association, count, django_assert_num_queries):
    for number in range(count):
        point = point_acts.add_point(by=host, event=event, title=f"Punkts {number}", at=now())
        for each in range(count):
            add_task(
                by=host,
                event=event,
                details={"what": f"Darbs {each}", "organisation": association, "point": point},
                at=now(),
            )
            add_proposal(
                by=host, event=event, details={"text": "Ceļš", "addressee": association, "point": point}, at=now()
            )
    acts.publish_minutes(by=host, event=event, circle="everyone", at=now())
    page(client, event)
    with django_assert_num_queries(11):
        page(client, event)


# --- writing


def test_enter_adds_the_next_point(client, event, host):
    client.force_login(host)
    answer = client.post(f"/events/{event.slug}/points/", {"title": "Ceļš"})
    assert answer["Location"] == f"/events/{event.slug}/minutes/form/?next=point#new_title"
    shown = text(client.get(answer["Location"]))
    assert "2. punkts" in shown
    assert "autofocus" in shown
    assert AgendaPoint.objects.get().title == "Ceļš"


def test_a_point_is_saved_with_and_without_script(client, event, host, filled):
    client.force_login(host)
    address = f"/events/{event.slug}/points/{filled.public_id}/"
    said = {"title": "Sēta", "discussion": "Īsi.", "decision": "Paliek.", "state": "decided"}
    plain = client.post(address, said)
    assert plain.status_code == 302
    assert plain["Location"].endswith(f"#point-{filled.public_id}")
    by_itself = client.post(address, {**said, "discussion": "Vēl īsāk."}, headers={"HX-Request": "true"})
    assert by_itself.status_code == 200
    assert "Saglabāts" in text(by_itself)
    assert "<html" not in text(by_itself)
    filled.refresh_from_db()
    assert (filled.title, filled.discussion, filled.on_agenda) == ("Sēta", "Vēl īsāk.", False)


def test_a_point_without_a_title_is_not_saved(client, event, host, filled):
    client.force_login(host)
    address = f"/events/{event.slug}/points/{filled.public_id}/"
    said = {"title": " ", "discussion": "Pazudis?", "state": "decided"}
    plain = client.post(address, said)
    assert plain.status_code == 422
    assert "Pazudis?" in text(plain)
    by_itself = client.post(address, said, headers={"HX-Request": "true"})
    assert "Nav saglabāts" in text(by_itself)
    filled.refresh_from_db()
    assert filled.title == SECRET


def test_points_are_moved_and_struck(client, event, host, filled):
    second = point_acts.add_point(by=host, event=event, title="Otrs", at=now())
    client.force_login(host)
    client.post(f"/events/{event.slug}/points/{second.public_id}/position/", {"move": "earlier"})
    assert [point.title for point in event.points.all()] == ["Otrs", SECRET]
    client.post(f"/events/{event.slug}/points/{second.public_id}/", {"_method": "DELETE"})
    assert [point.title for point in event.points.all()] == [SECRET]


def test_tasks_and_proposals_are_written_beside_their_point(client, event, host, filled, association):
    client.force_login(host)
    said = {
        "point": filled.public_id,
        "what": "Uzrakstīt vēstuli",
        "organisation": "biedrība „kaldabruņa”",
        "due_on": "2026-12-24",
    }
    assert client.post(f"/events/{event.slug}/tasks/", said).status_code == 302
    task = Task.objects.get(what="Uzrakstīt vēstuli")
    assert (task.organisation, str(task.due_on), task.point) == (association, "2026-12-24", filled)
    said = {"point": "", "text": "Atvērt bibliotēku", "to": "Kultūras ministrija"}
    assert client.post(f"/events/{event.slug}/proposals/", said).status_code == 302
    proposal = Proposal.objects.get(text="Atvērt bibliotēku")
    assert (proposal.to, proposal.addressee, proposal.point) == ("Kultūras ministrija", None, None)


def test_a_task_for_an_unknown_organisation_comes_back_with_what_was_written(client, event, host, filled):
    client.force_login(host)
    said = {"point": filled.public_id, "what": "Uzrakstīt vēstuli", "organisation": "Nav tādas"}
    answer = client.post(f"/events/{event.slug}/tasks/", said)
    assert answer.status_code == 422
    assert "Uzrakstīt vēstuli" in text(answer)
    assert not Task.objects.filter(what="Uzrakstīt vēstuli").exists()


def test_minutes_are_closed_published_taken_back_and_opened_again(client, event, host, filled):
    client.force_login(host)
    closing, publication = f"/events/{event.slug}/minutes/closing/", f"/events/{event.slug}/minutes/publication/"
    client.post(closing)
    client.post(publication, {"circle": "everyone"})
    kept = Minutes.objects.get()
    assert kept.is_closed
    assert kept.is_public
    refused = client.post(f"/events/{event.slug}/points/", {"title": "Vēl"})
    assert refused.status_code == 409
    client.post(publication, {"_method": "DELETE"})
    client.post(closing, {"_method": "DELETE"})
    kept.refresh_from_db()
    assert (kept.closed_at, kept.published_at) == (None, None)
    assert client.post(publication, {"circle": "friends"}).status_code == 422


def test_who_led_and_wrote(client, event, host):
    client.force_login(host)
    client.post(
        f"/events/{event.slug}/minutes/form/", {"chair": "Priekšsēdētāja", "keeper": "Sekretārs", "opening": "Sveiki"}
    )
    kept = Minutes.objects.get()
    assert (kept.chair, kept.keeper, kept.opening) == ("Priekšsēdētāja", "Sekretārs", "Sveiki")


@pytest.mark.parametrize(
    "address",
    ["minutes/form/", "minutes/closing/", "minutes/publication/", "points/", "tasks/", "proposals/", "photos/"],
)
def test_strangers_find_no_page_of_writing(client, event, filled, outsider, address):
    client.force_login(outsider)
    get, post = client.get(f"/events/{event.slug}/{address}"), client.post(f"/events/{event.slug}/{address}", {})
    assert {get.status_code, post.status_code} <= {404, 405}
    assert SECRET not in text(get) + text(post)


def test_the_page_of_writing_asks_the_same_number_of_questions(
    client, event, host, association, django_assert_num_queries
):
    client.force_login(host)
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _round in range(2):
        for number in range(2):
            point = point_acts.add_point(by=host, event=event, title=f"Punkts {number}", at=now())
            add_task(
                by=host, event=event, details={"what": "Darbs", "organisation": association, "point": point}, at=now()
            )
        client.get(f"/events/{event.slug}/minutes/form/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/events/{event.slug}/minutes/form/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_points_of_one_event_are_not_reached_through_another(client, event, host, filled, association):
    other = make.event("Cits", organisers=[association])
    client.force_login(host)
    assert client.post(f"/events/{other.slug}/points/{filled.public_id}/", {"_method": "DELETE"}).status_code == 404
    assert AgendaPoint.objects.filter(pk=filled.pk).exists()
    assert Event.objects.count() == 2


def test_two_who_write_at_once_lose_nothing(client, event, host, filled):
    client.force_login(host)
    address = f"/events/{event.slug}/points/{filled.public_id}/"
    opened = filled.as_written
    point_acts.change_point(by=host, point=filled, details={"discussion": "Otra rakstīja pirmā."}, at=now())
    said = {"title": SECRET, "discussion": "Mani vārdi.", "state": "decided", "seen": opened}
    by_itself = client.post(address, said, headers={"HX-Request": "true"})
    assert "Nav saglabāts" in text(by_itself)
    plain = client.post(address, said)
    assert plain.status_code == 422
    assert "Mani vārdi." in text(plain)
    filled.refresh_from_db()
    assert filled.discussion == "Otra rakstīja pirmā."
    again = client.post(address, {**said, "seen": filled.as_written})
    assert again.status_code == 302
    filled.refresh_from_db()
    assert filled.discussion == "Mani vārdi."
