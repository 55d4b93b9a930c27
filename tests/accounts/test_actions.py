"""Accounts, profiles and roles: what each act does, what it refuses and what the journal then says."""

from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError

from savienojums.accounts import actions, queries
from savienojums.accounts.actions.profile import AccountClosed, AddressTaken
from savienojums.accounts.models import People, Person, Role
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from tests import make
from tests.accounts.steps import verbs

pytestmark = pytest.mark.django_db
NOW, TODAY = make.NOW, make.TODAY


def test_an_account_is_opened_once_for_a_mailbox():
    first = actions.open_account(by=SYSTEM, email="Ilze@Selija.test", language="en", at=NOW)
    again = actions.open_account(by=SYSTEM, email="ilze@selija.test ", language="lv", at=NOW)
    assert (first.pk, first.email, first.language) == (again.pk, "ilze@selija.test", "en")
    assert verbs() == ["accounts.account_opened"]
    line = Record.objects.get()
    assert (line.by, line.by_system, line.audience, line.subject) == (None, True, "self", first)


def test_of_two_clicks_at_the_same_moment_the_second_finds_the_account_of_the_first(contact, monkeypatch):
    monkeypatch.setattr("savienojums.accounts.actions.profile.Person.objects.filter", lambda **_: Person.objects.none())
    assert actions.open_account(by=SYSTEM, email=contact.email, language="lv", at=NOW) == contact


def test_a_closed_account_is_not_opened_again(contact):
    Person.objects.update(is_active=False)
    with pytest.raises(AccountClosed):
        actions.open_account(by=SYSTEM, email=contact.email, language="lv", at=NOW)


def test_people_do_not_open_accounts_for_others(administrator):
    with pytest.raises(NotAllowed):
        actions.open_account(by=administrator, email="x@selija.test", language="lv", at=NOW)


def test_a_profile_is_changed_by_its_owner(contact):
    actions.change_profile(by=contact, person=contact, name="Žanete  Ābele", language="ru", at=NOW)
    contact.refresh_from_db()
    assert (contact.name, contact.search_name, contact.language) == ("Žanete Ābele", "zanete abele", "ru")
    assert verbs(by=contact) == ["accounts.profile_changed"]


def test_nobody_changes_the_profile_of_another(administrator, contact):
    with pytest.raises(NotAllowed):
        actions.change_profile(by=administrator, person=contact, name="X", language="lv", at=NOW)
    assert Person.objects.get(pk=contact.pk).name == "Kopienas kontakts"


def test_an_account_moves_to_a_new_mailbox_and_the_old_one_is_told(contact, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_email(by=contact, person=contact, email="Jauns@Selija.test", at=NOW)
    contact.refresh_from_db()
    assert contact.email == "jauns@selija.test"
    assert [letter.to for letter in mail.outbox] == [["kontakts@selija.test"]]
    assert "jauns@selija.test" in mail.outbox[0].body
    line = Record.objects.get()
    assert (line.verb, line.particulars) == ("accounts.email_changed", {})


def test_an_account_does_not_move_to_a_mailbox_that_has_one(contact, outsider):
    with pytest.raises(AddressTaken):
        actions.change_email(by=contact, person=contact, email=outsider.email.upper(), at=NOW)
    with pytest.raises(NotAllowed):
        actions.change_email(by=outsider, person=contact, email="x@selija.test", at=NOW)
    assert Person.objects.get(pk=contact.pk).email == "kontakts@selija.test"


def test_the_first_administrator_comes_from_the_command_line():
    assert queries.needs_first_administrator()
    person = actions.appoint_administrator(by=SYSTEM, email="Host@Selija.test", at=NOW)
    assert not queries.needs_first_administrator()
    assert person.email == "host@selija.test"
    assert person.has_role("administrator")
    assert person.roles.get().given_by is None
    assert verbs() == ["accounts.administrator_appointed"]


def test_someone_with_an_account_may_be_appointed_too_but_not_twice(contact):
    assert actions.appoint_administrator(by=SYSTEM, email=contact.email, at=NOW) == contact
    with pytest.raises(actions.AlreadyHeld):
        actions.appoint_administrator(by=SYSTEM, email=contact.email, at=NOW)
    assert Role.objects.count() == 1


def test_only_the_command_line_appoints_without_a_question(administrator):
    with pytest.raises(NotAllowed):
        actions.appoint_administrator(by=administrator, email="x@selija.test", at=NOW)


def test_a_role_is_given_from_today_on(coordinator, contact):
    assert not contact.has_role("editor")
    role = actions.give_role(by=coordinator, person=contact, kind="editor", at=NOW)
    assert (role.since, role.until, role.given_by) == (TODAY, None, coordinator)
    assert contact.has_role("editor")
    line = Record.objects.get()
    assert (line.verb, line.by, line.subject, line.audience) == ("accounts.role_given", coordinator, role, "editors")


def test_a_role_is_not_given_twice(administrator, editor):
    with pytest.raises(actions.AlreadyHeld):
        actions.give_role(by=administrator, person=editor, kind="editor", at=NOW)


def test_a_coordinator_makes_no_coordinators_and_a_contact_makes_nobody_anything(coordinator, contact):
    for by, kind in ((coordinator, "coordinator"), (coordinator, "administrator"), (contact, "editor")):
        with pytest.raises(NotAllowed):
            actions.give_role(by=by, person=contact, kind=kind, at=NOW)
    assert not contact.roles.exists()


def test_a_role_ends_today_and_may_be_given_again(coordinator, editor):
    role = editor.roles.get()
    assert role.person.has_role("editor")
    actions.end_role(by=coordinator, role=role, at=NOW)
    assert (role.until, role.person.has_role("editor")) == (TODAY, False)
    assert verbs() == ["accounts.role_ended"]
    actions.give_role(by=coordinator, person=editor, kind="editor", at=NOW)
    assert editor.roles.count() == 2


def test_a_role_given_in_the_future_of_a_clock_that_was_set_back_still_ends(coordinator, editor):
    role = editor.roles.get()
    role.since = date(2027, 1, 1)
    actions.end_role(by=coordinator, role=role, at=NOW)
    assert role.until == date(2027, 1, 1)


def test_a_coordinator_ends_no_administrators_role(coordinator, administrator):
    with pytest.raises(NotAllowed):
        actions.end_role(by=coordinator, role=administrator.roles.get(), at=NOW)


def test_the_last_administrator_does_not_step_back(administrator):
    make.person("agrak@selija.test")
    with pytest.raises(actions.LastAdministrator):
        actions.end_role(by=administrator, role=administrator.roles.get(), at=NOW)
    assert queries.is_only_administrator(administrator)
    other = make.person("otrs@selija.test", "Otrs", roles=["administrator"])
    actions.end_role(by=administrator, role=administrator.roles.get(), at=NOW)
    assert not administrator.has_role("administrator")
    assert queries.is_only_administrator(other)


def test_a_role_can_be_held_only_once_at_a_time(editor):
    with pytest.raises(IntegrityError):
        Role.objects.create(person=editor, kind="editor", since=TODAY)


def test_the_manager_speaks_the_words_of_the_query_set(editor, outsider):
    assert isinstance(Person.objects, People)
    assert not Person.objects.visible_to(editor).exists()
    assert not Person.objects.visible_to(None).exists()
    assert not Person.objects.visible_to(outsider).exists()


def test_a_person_is_found_by_their_mailbox_however_it_is_written(contact):
    assert queries.person_with_email(" Kontakts@Selija.TEST ") == contact
    assert queries.person_with_email("nav@selija.test") is None
