"""Tasks of meetings: given, done with an outcome, dropped, taken up again; by those who may."""

from datetime import date, timedelta

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.events.actions import minutes as minutes_acts
from savienojums.events.actions import points as point_acts
from savienojums.events.actions import tasks as acts
from savienojums.events.models import Task
from savienojums.events.queries.tasks import open_count, open_tasks_of, tasks_for
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def library():
    return make.organisation("Rubenes bibliotēka", kind="library")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def librarian(library):
    someone = make.person("biblioteka@selija.test", "Bibliotēkas kontakts")
    make.membership(someone, library)
    return someone


@pytest.fixture
def event(association):
    return make.event(organisers=[association], starts_at=make.NOW - timedelta(hours=3), ends_at=make.NOW)


@pytest.fixture
def task(event, host, library):
    details = {"what": "Salabot sētu", "who": "Sētniece Anna", "organisation": library, "due_on": date(2026, 11, 20)}
    return acts.add_task(by=host, event=event, details=details, at=make.NOW)


def test_who_acts_for_the_organisation_says_that_it_is_done(task, librarian, library):
    acts.finish_task(by=librarian, task=task, outcome="Trīs dēļi", at=make.NOW)
    task.refresh_from_db()
    assert (task.done_at, task.done_by, task.outcome) == (make.NOW, librarian, "Trīs dēļi")
    line = Record.objects.get(verb="events.task_finished")
    assert line.on_behalf == {"id": library.public_id, "name": library.name}
    assert "Anna" not in str(line.particulars)


def test_a_done_task_is_taken_up_again_and_one_that_is_open_is_not(task, host):
    with pytest.raises(acts.TaskStillOpen):
        acts.resume_task(by=host, task=task, at=make.NOW)
    acts.finish_task(by=host, task=task, outcome="", at=make.NOW)
    with pytest.raises(acts.TaskOver):
        acts.finish_task(by=host, task=task, outcome="", at=make.NOW)
    with pytest.raises(acts.TaskOver):
        acts.drop_task(by=host, task=task, outcome="", at=make.NOW)
    acts.resume_task(by=host, task=task, at=make.NOW)
    assert task.is_open
    acts.drop_task(by=host, task=task, outcome="Sēta nokrita", at=make.NOW)
    assert not task.is_open


def test_only_those_concerned_do_anything(task, outsider, librarian, event):
    for act in (acts.finish_task, acts.drop_task):
        with pytest.raises(NotAllowed):
            act(by=outsider, task=task, outcome="", at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.drop_task(by=librarian, task=task, outcome="", at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.change_task(by=librarian, task=task, details={"what": "Neko"}, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.delete_task(by=librarian, task=task, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.add_task(by=librarian, event=event, details={"what": "Neko"}, at=make.NOW)
    assert Task.objects.get().is_open


def test_closed_minutes_give_no_further_tasks_but_plans_may_change(task, event, host):
    point_acts.add_point(by=host, event=event, title="Sēta", at=make.NOW)
    minutes_acts.close_minutes(by=host, event=event, at=make.NOW)
    with pytest.raises(minutes_acts.MinutesClosed):
        acts.add_task(by=host, event=event, details={"what": "Vēl"}, at=make.NOW)
    with pytest.raises(minutes_acts.MinutesClosed):
        acts.delete_task(by=host, task=task, at=make.NOW)
    acts.change_task(by=host, task=task, details={"due_on": date(2026, 12, 1)}, at=make.NOW)
    assert Task.objects.get().due_on == date(2026, 12, 1)


def test_the_page_of_an_organisation_tells_only_what_everyone_may_know(task, event, host, librarian, library, outsider):
    point_acts.add_point(by=host, event=event, title="Sēta", at=make.NOW)
    assert open_tasks_of(library) == []
    assert open_tasks_of(library, outsider) == []
    assert open_tasks_of(library, librarian) == [task]
    minutes_acts.publish_minutes(by=host, event=event, circle="members", at=make.NOW)
    assert open_tasks_of(library) == []
    minutes_acts.publish_minutes(by=host, event=event, circle="everyone", at=make.NOW)
    assert open_tasks_of(library) == [task]
    acts.finish_task(by=host, task=task, outcome="", at=make.NOW)
    assert open_tasks_of(library) == []


def test_mine_are_those_of_my_organisations_and_of_meetings_i_run(task, host, librarian, outsider):
    for someone in (host, librarian):
        listing = tasks_for(someone, make.NOW)
        assert [row.task for row in listing.page.rows] == [task]
        assert [row.is_late for row in listing.page.rows] == [True]
        assert listing.late_count == 1
    assert tasks_for(outsider, make.NOW).counts == {"open": 0, "done": 0, "dropped": 0}
    assert open_count(librarian, make.NOW) == (1, 1)
    assert open_count(outsider, make.NOW) == (0, 0)
    acts.finish_task(by=host, task=task, outcome="", at=make.NOW)
    assert [row.task for row in tasks_for(host, make.NOW, "done").page.rows] == [task]


def test_the_page_of_tasks_marks_late_ones_and_lets_them_be_done(client, task, librarian):
    client.force_login(librarian)
    shown = client.get("/events/tasks/").content.decode()
    assert "Salabot sētu" in shown
    assert "kavējas" in shown
    answer = client.post(f"/events/tasks/{task.public_id}/outcome/", {"outcome": "Gatavs", "next": "/events/tasks/"})
    assert answer["Location"] == "/events/tasks/"
    part = client.get("/events/tasks/?show=done", headers={"HX-Request": "true"}).content.decode()
    assert "Gatavs" in part
    assert "<html" not in part
    client.post(f"/events/tasks/{task.public_id}/outcome/", {"_method": "DELETE"})
    assert Task.objects.get().is_open


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_however_many_there_are(client, event, host, library, count, django_assert_num_queries):
    for number in range(count):
        details = {"what": f"Darbs {number}", "organisation": library}
        acts.add_task(by=host, event=event, details=details, at=make.NOW)
    client.force_login(host)
    with django_assert_num_queries(11):
        client.get("/events/tasks/")


def test_a_task_is_changed_on_its_page_by_who_runs_the_meeting(client, task, host, librarian):
    address = task.get_absolute_url()
    client.force_login(librarian)
    assert client.get(address).status_code == 200
    assert client.post(address, {"what": "Neko"}).status_code == 404
    assert client.post(f"{address}dropping/").status_code == 404
    client.force_login(host)
    assert client.post(address, {"what": ""}).status_code == 422
    assert client.post(address, {"what": "Salabot vārtus"}).status_code == 302
    assert Task.objects.get().what == "Salabot vārtus"
    client.post(f"{address}dropping/", {"outcome": "Nav naudas"})
    assert Task.objects.get().outcome == "Nav naudas"


def test_strangers_and_visitors_find_no_task(client, task, outsider):
    assert client.get(task.get_absolute_url()).status_code == 404
    assert client.get("/events/tasks/")["Location"].startswith("/accounts/sign-in/")
    client.force_login(outsider)
    for address in ("", "outcome/", "dropping/"):
        answer = client.post(task.get_absolute_url() + address, {"outcome": "Ha"})
        assert answer.status_code == 404
        assert "Salabot" not in answer.content.decode()
    assert Task.objects.get().is_open
