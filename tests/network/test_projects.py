"""Projects that pay: who writes them down, and whom they promised to reach."""

from datetime import date

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.network.actions import projects as actions
from savienojums.network.models import Project, TargetGroup
from savienojums.network.queries.named import organisation_named, public_names
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
GROUP = {"name": {"lv": "Kopienas"}, "kinds": ["library"], "place": None, "promised": 36}


def test_a_coordinator_writes_a_project_down(coordinator):
    leader = make.organisation()
    said = {"name": "Saknes un spārni", "number": "2026.LV/1", "leader": leader, "groups": [GROUP]}
    actions.add_project(by=coordinator, details={**said, "funder_sentence": {"lv": "Finansē SIF."}}, at=NOW)
    project = Project.objects.get()
    assert (str(project), project.leader, project.added_by) == ("Saknes un spārni (2026.LV/1)", leader, coordinator)
    assert str(project.funder_sentence) == "Finansē SIF."
    assert project.target_groups.get().promised == 36
    assert Record.objects.get().verb == "network.project_added"


def test_others_do_not(contact, editor):
    project = Project.objects.create(name="Saknes")
    for person in (contact, editor, None):
        with pytest.raises(NotAllowed):
            actions.add_project(by=person, details={"name": "X"}, at=NOW)
        with pytest.raises(NotAllowed):
            actions.change_project(by=person, project=project, details={"name": "X"}, at=NOW)


def test_one_project_a_number(coordinator):
    actions.add_project(by=coordinator, details={"name": "Pirmais", "number": "1"}, at=NOW)
    with pytest.raises(actions.ProjectNumberTaken):
        actions.add_project(by=coordinator, details={"name": "Otrais", "number": "1"}, at=NOW)
    actions.add_project(by=coordinator, details={"name": "Bez numura"}, at=NOW)
    actions.add_project(by=coordinator, details={"name": "Arī bez numura"}, at=NOW)


def test_a_group_that_keeps_its_name_keeps_its_row(coordinator):
    project = actions.add_project(by=coordinator, details={"name": "Saknes", "groups": [GROUP]}, at=NOW)
    row = TargetGroup.objects.get()
    more = [{**GROUP, "name": {"lv": "Jaunas"}}, {**GROUP, "promised": 40}]
    actions.change_project(by=coordinator, project=project, details={"groups": more}, at=NOW)
    assert [(each.pk == row.pk, str(each), each.promised) for each in project.target_groups.all()] == [
        (False, "Jaunas", 36),
        (True, "Kopienas", 40),
    ]
    assert Record.objects.filter(verb="network.project_changed").get().particulars == {"lines": ["groups"]}


def test_nothing_changed_writes_nothing(coordinator):
    project = actions.add_project(by=coordinator, details={"name": "Saknes", "groups": [GROUP]}, at=NOW)
    actions.change_project(by=coordinator, project=project, details={"name": "Saknes", "groups": [GROUP]}, at=NOW)
    assert Record.objects.count() == 1


def test_organisations_are_found_by_their_names_however_written():
    found = make.organisation("Biedrība „Ūdenszīmes”")
    make.organisation("Slēgta", archived_at=NOW)
    assert public_names() == ["Biedrība „Ūdenszīmes”"]
    assert organisation_named("  biedriba „udenszimes” ") == found
    assert organisation_named("Slēgta") is None


# --- pages -----------------------------------------------------------------------


def test_only_coordinators_find_the_pages(client, contact, coordinator):
    project = Project.objects.create(name="Slepenais projekts", starts_on=date(2026, 1, 1))
    pages = ("/events/projects/", "/events/projects/new/", f"/events/projects/{project.public_id}/")
    client.force_login(contact)
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Slepenais" not in answer.content.decode()
    client.force_login(coordinator)
    for address in pages:
        assert client.get(address).status_code == 200
    assert client.put(pages[0]).status_code == 405


def test_a_project_is_filled_in_and_corrected(client, coordinator):
    leader = make.organisation("Ūdenszīmes")
    client.force_login(coordinator)
    said = {"name": "Saknes", "leader": "udenszimes", "starts_on": "2026-01-01", "ends_on": "2026-12-31",
            "funder_sentence_lv": "Finansē SIF.", "group_1": "Kopienas", "promised_1": "36"}  # fmt: skip
    assert client.post("/events/projects/new/", said).status_code == 302
    project = Project.objects.get()
    assert (project.leader, project.ends_on) == (leader, date(2026, 12, 31))
    address = f"/events/projects/{project.public_id}/"
    wrong = client.post(address, {**said, "ends_on": "2025-01-01", "leader": "Nav tādas"})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"ends_on", "leader"}
    for_ever = client.post(address, {**said, "lists_kept_until": "9999-12-31"})
    assert set(for_ever.context["form"].errors) == {"lists_kept_until"}
    assert client.post(address, {**said, "name": "Saknes un spārni"}).status_code == 302
    assert Project.objects.get().name == "Saknes un spārni"
    assert TargetGroup.objects.count() == 1


def test_the_page_of_a_project_is_read_before_it_is_edited(client, coordinator):
    project = Project.objects.create(
        name="Saknes",
        number="2026.LV/1",
        funder="SIF",
        funder_sentence={"lv": "Finansē SIF."},
        starts_on=date(2026, 1, 1),
    )
    TargetGroup.objects.create(project=project, name={"lv": "Seniori"}, promised=36)
    make.event("Forums Biržos", project=project)
    make.event("Cits forums")
    client.force_login(coordinator)
    page = client.get(f"/events/projects/{project.public_id}/").content.decode()
    told, form = page.split('<form class="organisation-form"')
    for words in ("<h1>Saknes</h1>", "2026.LV/1", "SIF", "Finansē SIF.", "Seniori: 36", "Forums Biržos"):
        assert words in told
    assert "Cits forums" not in page
    assert "1. grupa" in form
    assert form.count("Pievienot grupu") == 1
    assert "2. grupa" not in form
    assert 'project-edit" open' not in page
    refused = client.post(f"/events/projects/{project.public_id}/", {"name": ""}).content.decode()
    assert 'project-edit" open' in refused


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_project_asks_as_often_for_many(client, coordinator, count, django_assert_num_queries):
    project = Project.objects.create(name="Saknes")
    for number in range(count):
        TargetGroup.objects.create(project=project, name={"lv": f"Grupa {number}"}, place=make.place(f"P{number}"))
        make.event(f"Forums {number}", project=project)
    client.force_login(coordinator)
    address = f"/events/projects/{project.public_id}/"
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many(client, coordinator, count, django_assert_num_queries):
    leader = make.organisation()
    for number in range(count):
        project = Project.objects.create(name=f"Projekts {number}", leader=leader)
        TargetGroup.objects.create(project=project, name={"lv": "Seniori"})
    client.force_login(coordinator)
    client.get("/events/projects/")
    with django_assert_num_queries(5):
        page = client.get("/events/projects/").content.decode()
    assert page.count("Seniori") == count
