"""Proposals: sent, waiting, answered; seen by those who read the minutes."""

from datetime import date, timedelta

import pytest

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotAllowed
from savienojums.events.actions import minutes as minutes_acts
from savienojums.events.actions import points as point_acts
from savienojums.events.actions import proposals as acts
from savienojums.events.models import Proposal
from savienojums.events.queries.proposals import proposals_for
from savienojums.journal.models import Record
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def council():
    return make.organisation("Jēkabpils novada pašvaldība", kind="municipality")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def clerk(council):
    someone = make.person("dome@novads.test", "Domes kontakts")
    make.membership(someone, council)
    return someone


@pytest.fixture
def event(association, host):
    made = make.event(
        organisers=[association], starts_at=make.NOW - timedelta(days=40), ends_at=make.NOW - timedelta(days=39)
    )
    point_acts.add_point(by=host, event=made, title="Ceļš", at=make.NOW)
    return made


@pytest.fixture
def proposal(event, host, council):
    details = {"text": "Greiderēt ceļu", "addressee": council}
    return acts.add_proposal(by=host, event=event, details=details, at=make.NOW)


def sent(proposal, host, days=30, due=None):
    acts.send_proposal(by=host, proposal=proposal, sent_on=TODAY - timedelta(days=days), answer_due_on=due, at=make.NOW)


def publish(event, host, circle="everyone"):
    minutes_acts.publish_minutes(by=host, event=event, circle=circle, at=make.NOW)


def test_a_proposal_needs_somebody_who_answers(event, host):
    with pytest.raises(acts.NobodyAddressed):
        acts.add_proposal(by=host, event=event, details={"text": "Vienkārši tā"}, at=make.NOW)
    made = acts.add_proposal(by=host, event=event, details={"text": "Tā", "addressee_name": "Ministrija"}, at=make.NOW)
    assert made.to == "Ministrija"
    with pytest.raises(acts.NobodyAddressed):
        acts.change_proposal(by=host, proposal=made, details={"addressee_name": ""}, at=make.NOW)


def test_an_answer_comes_after_the_question(proposal, host):
    answer = {"reply": "taken", "answer": "Jā", "answered_on": TODAY - timedelta(days=31)}
    with pytest.raises(acts.NotSent):
        acts.answer_proposal(by=host, proposal=proposal, details=answer, at=make.NOW)
    sent(proposal, host)
    with pytest.raises(acts.DaysReversed):
        acts.answer_proposal(by=host, proposal=proposal, details=answer, at=make.NOW)
    with pytest.raises(acts.DayAhead):
        acts.answer_proposal(
            by=host, proposal=proposal, details={**answer, "answered_on": TODAY + timedelta(days=1)}, at=make.NOW
        )
    acts.answer_proposal(by=host, proposal=proposal, details={**answer, "answered_on": TODAY}, at=make.NOW)
    assert (proposal.reply, proposal.answered_on, proposal.waits(TODAY)) == ("taken", TODAY, None)
    with pytest.raises(acts.DaysReversed):
        acts.send_proposal(by=host, proposal=proposal, sent_on=None, answer_due_on=None, at=make.NOW)


def test_sending_days_in_the_wrong_order_are_refused(proposal, host):
    with pytest.raises(acts.DaysReversed):
        sent(proposal, host, due=TODAY - timedelta(days=60))
    with pytest.raises(acts.DayAhead):
        sent(proposal, host, days=-1)
    assert Proposal.objects.get().sent_on is None


def test_who_acts_for_the_addressee_answers(proposal, host, clerk, council, outsider):
    sent(proposal, host)
    with pytest.raises(NotAllowed):
        acts.answer_proposal(by=outsider, proposal=proposal, details={"reply": "taken"}, at=make.NOW)
    acts.answer_proposal(by=clerk, proposal=proposal, details={"reply": "partly", "answer": "Maijā"}, at=make.NOW)
    assert Record.objects.get(verb="events.proposal_answered").on_behalf["id"] == council.public_id
    with pytest.raises(NotAllowed):
        acts.change_proposal(by=clerk, proposal=proposal, details={"text": "Neko"}, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.send_proposal(by=clerk, proposal=proposal, sent_on=TODAY, answer_due_on=None, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.delete_proposal(by=clerk, proposal=proposal, at=make.NOW)


def test_closed_minutes_keep_what_was_proposed(proposal, event, host):
    minutes_acts.close_minutes(by=host, event=event, at=make.NOW)
    with pytest.raises(minutes_acts.MinutesClosed):
        acts.change_proposal(by=host, proposal=proposal, details={"text": "Cits"}, at=make.NOW)
    with pytest.raises(minutes_acts.MinutesClosed):
        acts.delete_proposal(by=host, proposal=proposal, at=make.NOW)
    sent(proposal, host)
    assert Proposal.objects.get().sent_on == TODAY - timedelta(days=30)


def test_the_addressee_knows_of_it_once_it_was_sent(proposal, host, clerk):
    assert not Proposal.objects.visible_to(clerk).exists()
    sent(proposal, host)
    assert Proposal.objects.visible_to(clerk).get() == proposal


def test_the_list_counts_states_and_addressees_and_how_long_they_wait(proposal, event, host, council):
    other = acts.add_proposal(
        by=host, event=event, details={"text": "Vilciens", "addressee_name": "Ministrija"}, at=make.NOW
    )
    sent(proposal, host, days=40, due=TODAY - timedelta(days=10))
    sent(other, host, days=3)
    acts.answer_proposal(by=host, proposal=other, details={"reply": "not_taken"}, at=make.NOW)
    assert proposals_for(None, make.NOW).counts[""] == 0
    publish(event, host)
    listing = proposals_for(None, make.NOW)
    assert listing.counts == {"": 2, "waiting": 1, "answered": 1, "unsent": 0}
    assert [(each.name, each.count) for each in listing.addressees] in (
        [("Jēkabpils novada pašvaldība", 1), ("Ministrija", 1)], [("Ministrija", 1), ("Jēkabpils novada pašvaldība", 1)],
    )  # fmt: skip
    waiting = proposals_for(None, make.NOW, "waiting").page.rows
    assert [(row.proposal, row.waits, row.is_late) for row in waiting] == [(proposal, 40, True)]
    assert [row.proposal for row in proposals_for(None, make.NOW, to=council.slug).page.rows] == [proposal]
    assert [row.proposal for row in proposals_for(None, make.NOW, to="name:Ministrija").page.rows] == [other]
    assert proposals_for(None, make.NOW, to="name:'; drop").page.rows == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_however_many_there_are(client, event, host, council, count, django_assert_num_queries):
    for number in range(count):
        acts.add_proposal(by=host, event=event, details={"text": f"Ceļš {number}", "addressee": council}, at=make.NOW)
    publish(event, host)
    client.get("/events/proposals/")
    with django_assert_num_queries(6):
        client.get("/events/proposals/")


def test_the_page_of_a_proposal_takes_sending_and_answer(client, proposal, event, host, clerk):
    address = proposal.get_absolute_url()
    client.force_login(host)
    wrong = client.post(f"{address}sending/", {"sent_on": "2026-11-20", "answer_due_on": "2026-11-01"})
    assert wrong.status_code == 422
    yesterday = local_day(now()) - timedelta(days=1)
    assert client.post(f"{address}sending/", {"sent_on": yesterday.isoformat()}).status_code == 302
    client.force_login(clerk)
    assert "Ierakstīt atbildi" in client.get(address).content.decode()
    said = {"reply": "taken", "answer": "Greiderēsim.", "answered_on": "2020-01-01"}
    assert client.post(f"{address}answer/", said).status_code == 422
    assert client.post(f"{address}answer/", {**said, "answered_on": local_day(now()).isoformat()}).status_code == 302
    publish(event, host)
    client.logout()
    shown = client.get(address).content.decode()
    assert "Greiderēsim." in shown
    assert "Ierakstīt atbildi" not in shown


def test_strangers_find_no_hidden_proposal(client, proposal, event, host, outsider):
    sent(proposal, host)
    publish(event, host, "members")
    client.force_login(outsider)
    for address in ("", "sending/", "answer/"):
        for answer in (
            client.get(proposal.get_absolute_url() + address),
            client.post(proposal.get_absolute_url() + address),
        ):
            assert answer.status_code in {404, 405}
            assert "Greiderēt" not in answer.content.decode()
    assert Proposal.objects.get().answered_on is None


def test_days_without_an_answer_are_counted_by_the_calendar():
    proposal = Proposal(sent_on=date(2026, 10, 25), answer_due_on=date(2026, 11, 22))
    assert proposal.waits(TODAY) == 29
    assert proposal.is_late(TODAY)
    assert not proposal.is_late(date(2026, 11, 22))
