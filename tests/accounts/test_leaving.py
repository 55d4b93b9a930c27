"""Taking along what the house holds, and leaving: everything of one's own, nothing of others, the journal whole."""

import json
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session

from savienojums.accounts import actions, exports, personal
from savienojums.accounts.models import Person, Role, RoleInvitation
from savienojums.accounts.personal import Held
from savienojums.core.refusal import NotAllowed
from savienojums.journal.actions import record
from savienojums.journal.models import Record
from tests import make
from tests.accounts.steps import sign_in

pytestmark = pytest.mark.django_db
NOW = make.NOW
LEAVER, OTHER = "aizgajeja@selija.test", "palicejs@selija.test"


@pytest.fixture
def leaver(coordinator, administrator, client):
    """Has done and got everything an account can: a role, an invitation, a session, journal lines."""
    other = make.person(OTHER, "Palicējs Palieks")
    invitation = actions.invite_to_role(by=coordinator, email=LEAVER, kind="editor", at=NOW)
    client.cookies["language"] = "lv"
    sign_in(client, LEAVER)
    person = Person.objects.get(email=LEAVER)
    actions.change_profile(by=person, person=person, name="Aizgājēja Iet", language="lv", at=NOW)
    actions.accept_invitation(by=person, invitation=invitation, at=NOW)
    actions.give_role(by=administrator, person=person, kind="coordinator", at=NOW)
    actions.give_role(by=person, person=other, kind="editor", at=NOW)
    return person


def test_the_export_holds_everything_of_ones_own(leaver):
    parts = {part.key: part.rows for part in actions.export_person(by=leaver, person=leaver, at=NOW)}
    assert parts["account"][0]["email"] == LEAVER
    assert parts["account"][0]["name"] == "Aizgājēja Iet"
    assert {row["role"] for row in parts["roles"]} == {"Savienojuma dokumenta redaktors", "Reģiona koordinators"}
    assert [row["email"] for row in parts["invitations"]] == [LEAVER]
    assert len(parts["sessions"]) == 1
    assert [row["what"] for row in parts["done"]] == [
        "accounts.profile_changed",
        "accounts.invitation_accepted",
        "accounts.role_given",
        "accounts.person_exported",
    ]
    assert sorted(row["what"] for row in parts["about_you"]) == ["accounts.account_opened", "accounts.role_given"]


def test_the_export_holds_nothing_of_others(leaver, coordinator):
    text = str(actions.export_person(by=leaver, person=leaver, at=NOW))
    for strange in ("Palicējs", OTHER, coordinator.email, "Koordinatore"):
        assert strange not in text


def test_an_export_is_written_down_for_the_person_alone(leaver):
    actions.export_person(by=leaver, person=leaver, at=NOW)
    line = Record.objects.latest("id")
    assert (line.verb, line.by, line.audience) == ("accounts.person_exported", leaver, "self")


def test_nobody_exports_or_erases_another(leaver, administrator):
    for act in (actions.export_person, actions.erase_person):
        with pytest.raises(NotAllowed):
            act(by=administrator, person=leaver, at=NOW)
    assert Person.objects.filter(email=LEAVER).exists()


def test_the_archive_is_for_machines_and_for_reading(leaver):
    parts = actions.export_person(by=leaver, person=leaver, at=NOW)
    with ZipFile(BytesIO(exports.archive(parts, NOW))) as folder:
        content = json.loads(folder.read("personal.json"))
        page = folder.read("personal.html").decode()
    assert content["account"][0]["email"] == LEAVER
    assert content["made"] == "2026-11-23T12:00:00+02:00"
    assert "<td>Aizgājēja Iet</td>" in page
    assert "<h2>Lomas</h2>" in page


def test_the_page_tells_values_as_people_read_them_and_trusts_none_of_them():
    labels = {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}
    rows: list[dict[str, Any]] = [
        {"a": True, "b": NOW, "c": make.TODAY, "d": None, "e": "<script>x</script>"},
        {"a": False, "e": 3},
    ]
    page = exports.as_page([Held("x", "X", labels, rows), Held("y", "Y", {}, [])], NOW)
    for cell in ("jā", "23.11.2026. 12:00", "23.11.2026.", "–", "nē", "3", "&lt;script&gt;x&lt;/script&gt;"):
        assert f"<td>{cell}</td>" in page
    assert "Nekā." in page


def test_other_rooms_tell_what_they_hold_and_forget_it(leaver, settings, monkeypatch):
    told = []
    room = SimpleNamespace(
        held=lambda person: [Held("boats", "Laivas", {"name": "Vārds"}, [{"name": f"{person.name}s laiva"}])],
        forget=lambda person, at: told.append((person.email, at)),
    )
    monkeypatch.setattr(personal, "import_module", {"rooms.boats": room, "mine": personal}.__getitem__)
    settings.PERSONAL_RECORDS = ["mine", "rooms.boats"]
    parts = {part.key: part.rows for part in actions.export_person(by=leaver, person=leaver, at=NOW)}
    assert parts["boats"] == [{"name": "Aizgājēja Iets laiva"}]
    actions.erase_person(by=leaver, person=leaver, at=NOW)
    assert told == [(LEAVER, NOW)]


def test_erasing_takes_the_person_and_all_that_is_theirs(leaver, client):
    number = leaver.pk
    actions.erase_person(by=leaver, person=leaver, at=NOW)
    assert not Person.objects.filter(email=LEAVER).exists()
    assert not Role.objects.filter(person=number).exists()
    assert not RoleInvitation.objects.exists()
    assert not Session.objects.exists()
    assert client.get("/accounts/me/").status_code == 302


def test_erasing_leaves_the_journal_whole_but_without_the_person(leaver, administrator):
    before = list(Record.objects.order_by("id").values_list("id", "verb", "at", "audience"))
    number = leaver.pk
    actions.erase_person(by=leaver, person=leaver, at=NOW)
    after = list(Record.objects.order_by("id").values_list("id", "verb", "at", "audience"))
    assert after[:-1] == before
    assert after[-1][1] == "accounts.person_erased"
    everything = str(list(Record.objects.values_list("subject_name", "particulars", "on_behalf")))
    for trace in ("Aizgājēja", LEAVER, "a…@selija.test"):
        assert trace not in everything
    assert not Record.objects.filter(by_id=number).exists()
    assert Record.objects.get(verb="accounts.person_erased").particulars == {"roles": ["coordinator", "editor"]}
    # What others are and did stays as it was.
    assert Person.objects.get(email=OTHER).has_role("editor")
    assert Record.objects.filter(by=administrator, verb="accounts.role_given").count() == 1
    assert "Palicējs" in everything


def test_the_last_administrator_cannot_erase_themselves(administrator):
    with pytest.raises(actions.LastAdministrator):
        actions.erase_person(by=administrator, person=administrator, at=NOW)
    assert Person.objects.filter(pk=administrator.pk).exists()
    make.person("otrs@selija.test", roles=["administrator"])
    actions.erase_person(by=administrator, person=administrator, at=NOW)
    assert not Person.objects.filter(pk=administrator.pk).exists()


def test_public_lines_keep_their_subject_in_the_export(contact):
    place = make.place()
    record("network.place_described", by=contact, subject=place, at=NOW, on_behalf=place)
    rows = {part.key: part.rows for part in personal.held(contact)}["done"]
    assert (rows[0]["subject"], rows[0]["for"]) == ("Rubenes pagasts", "Rubenes pagasts")
