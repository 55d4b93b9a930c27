"""Saying "still true", and asking for it once a year."""

from datetime import timedelta

import pytest

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network import actions, jobs, queries
from savienojums.network.actions.confirmations import token_of
from savienojums.network.models import ConfirmationRequest, Organisation
from tests import make

pytestmark = pytest.mark.django_db


def last_line():
    return Record.objects.order_by("-id").first()


@pytest.fixture
def asked(community):
    return actions.ask_confirmation(by=SYSTEM, organisation=community, email="noslepums@elksni.test", at=make.NOW)


@pytest.mark.parametrize(
    ("who", "capacity", "sentence"),
    [
        ("contact", "member", "23.11.2026. apstiprināja pati organizācija."),
        ("caretaker", "caretaker", "23.11.2026. apstiprināja tās gādnieks."),
        ("coordinator", "coordinator", "23.11.2026. apstiprināja reģiona koordinators."),
    ],
)
def test_everyone_sees_as_what_somebody_confirmed(who, capacity, sentence, community, request):
    person = request.getfixturevalue(who)
    actions.confirm_organisation(by=person, organisation=community, at=make.NOW)
    kept = Organisation.objects.get()
    assert (kept.confirmed_at, kept.confirmed_by, kept.confirmed_as) == (make.NOW, person, capacity)
    assert queries.confirmed_text(kept) == sentence
    assert queries.confirmed_text(kept, named=True) == f"23.11.2026. apstiprināja {person.name}."
    assert last_line().verb == "network.organisation_confirmed"


def test_what_nobody_confirmed_says_so(community):
    assert queries.confirmed_text(community) == "Vēl nav apstiprināta."


def test_a_stranger_confirms_nothing(community, outsider, administrator):
    for person in (outsider, administrator):
        with pytest.raises(NotAllowed):
            actions.confirm_organisation(by=person, organisation=community, at=make.NOW)
    assert Organisation.objects.get().confirmed_at is None


def test_the_confirmation_of_a_proposal_is_no_news(community, contact):
    community.published_at = None
    actions.confirm_organisation(by=contact, organisation=community, at=make.NOW)
    assert last_line().audience == "editors"


def test_the_yearly_letter_goes_out_once_and_its_link_opens_the_request(asked, mailoutbox):
    line = last_line()
    jobs.send_the_question(line.pk)
    jobs.send_the_question(line.pk)
    letter = mailoutbox[0]
    assert len(mailoutbox) == 1
    assert letter.to == ["noslepums@elksni.test"]
    link = next(line for line in letter.body.splitlines() if "/confirmations/" in line)
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert queries.request_by(token) == asked
    assert token not in ConfirmationRequest.objects.get().token_digest


def test_a_letter_that_did_not_leave_is_sent_again(asked, mailoutbox, monkeypatch):
    line = last_line()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _no_line)
        with pytest.raises(ConnectionError):
            jobs.send_the_question(line.pk)
    assert ConfirmationRequest.objects.get().sent_at is None
    jobs.send_the_question(line.pk)
    jobs.send_the_question(line.pk)
    assert len(mailoutbox) == 1


def _no_line(*_words):
    raise ConnectionError


def test_the_link_confirms_without_an_account_and_only_once(asked):
    actions.answer_confirmation(by=None, request=asked, at=make.NOW)
    kept = Organisation.objects.get()
    assert (kept.confirmed_at, kept.confirmed_by) == (make.NOW, None)
    assert queries.confirmed_text(kept) == "23.11.2026. e-pastā apstiprināja pati organizācija."
    assert (last_line().by, last_line().on_behalf["name"]) == (None, "Elkšņu kopiena")
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_confirmation(by=None, request=asked, at=make.NOW)
    assert Record.objects.filter(verb="network.organisation_confirmed").count() == 1


def test_an_old_link_confirms_nothing(asked):
    late = make.NOW + timedelta(days=61)
    assert asked.state(late) == "over"
    with pytest.raises(actions.LinkOver):
        actions.answer_confirmation(by=None, request=asked, at=late)
    assert Organisation.objects.get().confirmed_at is None


def test_a_proposed_change_reaches_the_coordinators_and_confirms_nothing(asked, coordinator, mailoutbox):
    actions.propose_change(by=None, request=asked, text="Mums ir jauna bibliotekāre.", at=make.NOW)
    line = last_line()
    assert (line.verb, line.audience, line.particulars["text"]) == (
        "network.change_proposed", "editors", "Mums ir jauna bibliotekāre.",
    )  # fmt: skip
    jobs.tell_the_coordinators(line.pk)
    assert [letter.to for letter in mailoutbox] == [[coordinator.email]]
    assert "jauna bibliotekāre" in mailoutbox[0].body
    assert Organisation.objects.get().confirmed_at is None
    assert asked.state(make.NOW) == "answered"
    with pytest.raises(actions.AlreadyAnswered):
        actions.propose_change(by=None, request=asked, text="Vēlreiz", at=make.NOW)


def test_a_wrong_link_and_that_of_an_archived_organisation_are_the_same_nothing(asked, community):
    with pytest.raises(NotFound):
        queries.request_by("x" * 32)
    Organisation.objects.update(archived_at=make.NOW)
    with pytest.raises(NotFound):
        queries.request_by(token_of(asked.public_id))


def names(organisations):
    return [organisation.name for organisation in organisations]


def test_who_is_asked_once_a_year(community, contact, outsider):
    make.organisation("Bez adreses")
    make.organisation("Ieteikta", contact_email="a@b.test", published_at=None)
    make.organisation("Arhīvā", contact_email="a@b.test", archived_at=make.NOW)
    make.organisation("Nesen", contact_email="a@b.test", confirmed_at=make.NOW - timedelta(days=300))
    make.organisation("Sen", contact_email="a@b.test", confirmed_at=make.NOW - timedelta(days=366))
    make.organisation("Aprūpē", caretaker=outsider, published_at=make.NOW - timedelta(days=366))
    make.organisation("Vakar ielikta", contact_email="a@b.test")
    assert sorted(names(queries.organisations_to_ask(make.NOW))) == ["Aprūpē", "Elkšņu kopiena", "Sen"]


def test_nobody_is_asked_again_within_two_months(asked):
    asked.created_at = make.NOW - timedelta(days=59)
    asked.save()
    assert queries.organisations_to_ask(make.NOW) == []
    asked.created_at = make.NOW - timedelta(days=61)
    asked.save()
    assert names(queries.organisations_to_ask(make.NOW)) == ["Elkšņu kopiena"]


def test_the_daily_chore_asks_the_mailbox_or_else_the_people(community, contact, member):
    jobs.ask_whether_still_true()
    assert [request.email for request in ConfirmationRequest.objects.all()] == ["noslepums@elksni.test"]
    ConfirmationRequest.objects.all().delete()
    Organisation.objects.update(contact_email="")
    jobs.ask_whether_still_true()
    assert [request.email for request in ConfirmationRequest.objects.all()] == [contact.email]


def test_people_ask_nobody_in_the_name_of_time(community, coordinator, asked):
    with pytest.raises(NotAllowed):
        actions.ask_confirmation(by=coordinator, organisation=community, email="a@b.test", at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.send_confirmation(by=coordinator, request=asked, at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.send_proposal(by=coordinator, organisation=community, text="x", at=make.NOW)


def test_jobs_for_what_is_gone_do_nothing(asked, mailoutbox):
    line = last_line()
    asked.delete()
    jobs.send_the_question(line.pk)
    Organisation.objects.all().delete()
    jobs.tell_the_coordinators(line.pk)
    assert mailoutbox == []
