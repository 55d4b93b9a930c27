"""Who has an account and which role: for those who give roles, and for nobody else."""

import pytest
from django.urls import reverse

from tests import make
from tests.accounts.steps import verbs

pytestmark = pytest.mark.django_db
PEOPLE = reverse("people")


def page_of(person):
    return reverse("person", args=[person.public_id])


def roles_of(person):
    return reverse("person_roles", args=[person.public_id])


def held(role):
    return reverse("held_role", args=[role.public_id])


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def board(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("who", ["outsider", "contact", "editor"])
def test_to_everyone_else_the_list_does_not_exist(client, who, request, coordinator):
    client.force_login(request.getfixturevalue(who))
    role = coordinator.roles.get()
    for answer in (
        client.get(PEOPLE),
        client.get(page_of(coordinator)),
        client.post(roles_of(coordinator), {"kind": "editor"}),
        client.post(held(role), {"_method": "DELETE"}),
        client.get(reverse("role_invitations")),
    ):
        assert answer.status_code == 404
        assert "koordinatore@selija.test" not in answer.content.decode()
    role.refresh_from_db()
    assert role.until is None


def test_who_is_not_signed_in_is_asked_to(client, coordinator):
    for address in (PEOPLE, page_of(coordinator), reverse("role_invitations")):
        assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_the_list_shows_names_addresses_and_roles(desk, editor, contact):
    text = desk.get(PEOPLE).content.decode()
    for shown in (editor.name, editor.email, contact.email, "Savienojuma dokumenta redaktors", page_of(editor)):
        assert shown in text


def test_someone_is_found_by_name_without_diacritics_or_by_a_part_of_the_address(desk):
    make.person("zane@inbox.test", "Žanete Ābele")
    make.person("cits@selija.test", "Cits Cilvēks")
    for words in ("abele", "ŽANETE", "inbox", " Zane@ "):
        text = desk.get(PEOPLE, {"q": words}).content.decode()
        assert "Žanete Ābele" in text
        assert "Cits Cilvēks" not in text


def test_a_role_narrows_the_list_to_those_who_hold_it_now(desk, editor, contact):
    make.person("bijusi@selija.test", "Bijusī Redaktore", roles=["editor"]).roles.update(until=make.TODAY)
    text = desk.get(PEOPLE, {"role": "editor"}).content.decode()
    assert editor.email in text
    assert contact.email not in text
    assert "Bijusī" not in text
    assert contact.email in desk.get(PEOPLE, {"role": "nonsense"}).content.decode()


def test_nobody_found_says_so_and_shows_the_way_back(desk):
    text = desk.get(PEOPLE, {"q": "tāda nav"}).content.decode()
    assert "Neviens tāds nav atrasts" in text
    assert f'href="{PEOPLE}"' in text


def test_a_long_list_comes_in_pages(desk):
    for number in range(25):
        make.person(f"p{number:02}@selija.test", f"Cilvēks {number:02}")
    first, second = (desk.get(PEOPLE, {"page": page}).content.decode() for page in ("1", "2"))
    assert "Cilvēks 00" in first
    assert "Cilvēks 24" not in first
    assert "Cilvēks 24" in second


def test_the_list_looks_the_same_through_htmx_and_without(desk, editor):
    part = desk.get(PEOPLE, headers={"hx-request": "true"}).content.decode()
    assert editor.email in part
    assert "<html" not in part


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk, count, django_assert_num_queries):
    for number in range(count):
        make.person(f"p{number}@selija.test", roles=["editor"])
    # Session, person, their roles, count, people, roles of all.
    with django_assert_num_queries(6):
        desk.get(PEOPLE)


@pytest.mark.parametrize("count", [1, 3])
def test_a_person_with_three_roles_costs_the_same_as_with_one(board, coordinator, count, django_assert_num_queries):
    someone = make.person("p@selija.test", roles=["editor", "coordinator", "administrator"][:count])
    someone.roles.update(given_by=coordinator)
    # Session, person, their roles, the other person, roles with givers.
    with django_assert_num_queries(5):
        board.get(page_of(someone))


def test_the_page_of_a_person_shows_roles_now_and_before_and_which_may_be_given(desk, editor, coordinator):
    make.person("x@selija.test")
    role = editor.roles.get()
    role.given_by, role.until = coordinator, make.TODAY
    role.save()
    text = desk.get(page_of(editor)).content.decode()
    assert "No 1.01.2023. līdz 23.11.2026." in text
    assert "Piešķīra: Koordinatore." in text
    assert text.count('name="kind"') == 1


def test_a_coordinator_gives_a_role(desk, contact, coordinator):
    assert desk.post(roles_of(contact), {"kind": "editor"}).headers["Location"] == page_of(contact)
    assert contact.roles.get().given_by == coordinator
    assert "Savienojuma dokumenta redaktors" in desk.get(page_of(contact)).content.decode()
    assert verbs() == ["accounts.role_given"]


def test_a_role_beyond_their_own_hands_does_not_exist_for_a_coordinator(desk, contact):
    assert desk.post(roles_of(contact), {"kind": "administrator"}).status_code == 404
    assert not contact.roles.exists()


def test_giving_nothing_or_nonsense_says_what_to_do(desk, contact):
    for kind in ("", "king"):
        desk.post(roles_of(contact), {"kind": kind})
        assert "Lūdzu, izvēlieties lomu." in desk.get(page_of(contact)).content.decode()
    assert not contact.roles.exists()


def test_giving_a_role_twice_is_refused_with_a_sentence(desk, editor):
    answer = desk.post(roles_of(editor), {"kind": "editor"})
    assert answer.status_code == 409
    assert "Šim cilvēkam šī loma jau ir." in answer.content.decode()


def test_a_coordinator_ends_an_editors_role_and_stays_on_the_page(desk, editor):
    role = editor.roles.get()
    answer = desk.post(held(role), {"_method": "DELETE", "next": page_of(editor)})
    assert answer.headers["Location"] == page_of(editor)
    role.refresh_from_db()
    assert role.until is not None
    assert desk.post(held(role), {"_method": "DELETE"}).status_code == 404


def test_who_ends_their_own_role_is_led_to_a_page_they_may_still_see(desk, coordinator):
    answer = desk.post(held(coordinator.roles.get()), {"_method": "DELETE", "next": page_of(coordinator)})
    assert answer.headers["Location"] == reverse("account")
    assert desk.get(PEOPLE).status_code == 404


def test_the_last_administrator_reads_why_the_role_stays(board, administrator):
    answer = board.post(held(administrator.roles.get()), {"_method": "DELETE"})
    assert answer.status_code == 409
    assert "Jūs esat vienīgais administrators." in answer.content.decode()
    assert administrator.roles.get().until is None


@pytest.mark.parametrize(
    ("address", "method"),
    [
        (PEOPLE, "post"),
        ("/accounts/people/x/", "post"),
        ("/accounts/people/x/roles/", "get"),
        ("/accounts/roles/x/", "get"),
    ],
)
def test_other_methods_are_refused(desk, address, method):
    assert getattr(desk, method)(address).status_code == 405


def test_somebody_unknown_is_missing(desk):
    assert desk.get("/accounts/people/nobody/").status_code == 404
    assert desk.post("/accounts/people/nobody/roles/", {"kind": "editor"}).status_code == 404
