"""Date polls: asked by organisations, answered by name alone, the chosen date becomes an event."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events.actions import polls as acts
from savienojums.events.forms.polls import DatesForm
from savienojums.events.models import DatePoll, Event, PollAnswer
from savienojums.events.queries import polls as queries
from savienojums.journal.models import Record
from savienojums.worker import work_off
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime.now(tz=UTC).replace(minute=0, second=0, microsecond=0)


def slot(days, hour=17):
    begins = (NOW + timedelta(days=days)).replace(hour=hour)
    return begins, begins + timedelta(hours=2)


@pytest.fixture
def community():
    return make.organisation("Kaldabruņas kopiena")


@pytest.fixture
def host(contact, community):
    make.membership(contact, community)
    return contact


@pytest.fixture
def poll(host, community):
    question = acts.Question("Ziemas vakars", "Kad tiekamies?", organisation=community)
    return acts.ask_dates(by=host, question=question, slots=[slot(10), slot(11), slot(12)], at=NOW)


def dates(poll):
    return list(poll.dates.all())


def answer(poll, name, *wishes, by=None):
    said = {each.public_id: wish for each, wish in zip(dates(poll), wishes, strict=False)}
    return acts.answer_poll(by=by, poll=poll, name=name, wishes=said, at=NOW)


def sent(poll, name, *wishes, **also):
    opened = signing.dumps((datetime.now(tz=UTC) - timedelta(seconds=30)).timestamp(), salt="events.poll")
    said = {f"wish_{each.public_id}": wish for each, wish in zip(dates(poll), wishes, strict=False)}
    return {"name": name, "opened": opened, "subject": "", **said, **also}


# --- asking -----------------------------------------------------------------------


def form(**words):
    return DatesForm(
        {"begins": "17:00", "ends": "19:00", "more_days": "", **words}, at=datetime(2026, 11, 23, 10, tzinfo=UTC)
    )


def test_the_same_hours_on_several_days_by_the_clock_of_riga():
    filled = form(day_1="2027-03-27", more_days="28.03.2027., 2027-03-29")
    assert filled.is_valid()
    assert [begins for begins, _ends in filled.slots()] == [
        datetime(2027, 3, 27, 15, tzinfo=UTC), datetime(2027, 3, 28, 14, tzinfo=UTC), datetime(2027, 3, 29, 14, tzinfo=UTC),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"day_1": "2027-01-05", "ends": "16:00"}, "Beigām jābūt pēc sākuma"),
        ({"day_1": "2027-01-05", "more_days": "5.1.2027"}, "ir divreiz"),
        ({"day_1": "2026-11-01"}, "ir pagājis"),
        ({"more_days": "piektdien"}, "„piektdien” nav diena"),
        ({"more_days": ",".join(["5.1.2027"] * 300)}, "ne vairāk kā 40"),
        ({}, "Piedāvājiet vismaz vienu dienu"),
        ({"more_days": "5.1.2027," * 10_000}, ""),
    ],
)
def test_wrong_dates_are_told_clearly(words, said):
    filled = form(**words)
    assert not filled.is_valid()
    assert said in str(filled.errors)


def test_ten_thousand_dates_are_refused_by_the_act(host, community):
    with pytest.raises(acts.TooManyDates):
        acts.ask_dates(
            by=host, question=acts.Question("X", organisation=community), slots=[slot(n) for n in range(10_000)], at=NOW
        )
    assert DatePoll.objects.count() == 0


def test_the_act_refuses_what_is_the_wrong_way_round_or_twice(host, poll):
    begins, ends = slot(20)
    with pytest.raises(acts.EndsBeforeBeginning):
        acts.add_poll_dates(by=host, poll=poll, slots=[(ends, begins)], at=NOW)
    with pytest.raises(acts.DateTwice):
        acts.add_poll_dates(by=host, poll=poll, slots=[slot(10)], at=NOW)
    acts.add_poll_dates(by=host, poll=poll, slots=[slot(20)], at=NOW)
    assert poll.dates.count() == 4


def test_asking_is_for_those_who_act_for_an_organisation(client, outsider, host, coordinator, community):
    client.force_login(outsider)
    assert client.get(reverse("new_date_poll")).status_code == 404
    with pytest.raises(NotAllowed):
        acts.ask_dates(by=outsider, question=acts.Question("X", organisation=community), slots=[slot(3)], at=NOW)
    with pytest.raises(NotAllowed):
        acts.ask_dates(by=host, question=acts.Question("X"), slots=[slot(3)], at=NOW)
    acts.ask_dates(by=coordinator, question=acts.Question("X"), slots=[slot(3)], at=NOW)


def test_it_is_asked_through_the_page(client, host, community):
    client.force_login(host)
    day = (NOW.date() + timedelta(days=9)).isoformat()
    words = {
        "title": "Rudens talka",
        "organisation": community.slug,
        "kind": "community_meeting",
        "day_2": day,
        "begins": "10:00",
        "ends": "14:00",
    }
    made = client.post(reverse("new_date_poll"), words)
    poll = DatePoll.objects.get()
    assert made.headers["Location"] == reverse("date_poll", args=[poll.slug])
    assert poll.slug.startswith("rudens-talka-")
    line = Record.objects.get(verb="events.dates_asked")
    assert (line.by, line.on_behalf["name"], line.particulars) == (host, "Kaldabruņas kopiena", {"dates": 1})
    assert "Rudens talka" in client.get(reverse("date_polls")).content.decode()


# --- answering --------------------------------------------------------------------


def test_anyone_with_the_link_answers_by_name_and_changes_it_by_a_link_of_their_own(client, poll):
    address = reverse("date_poll", args=[poll.slug])
    made = client.post(address, sent(poll, "Māra", "yes", "maybe", ""))
    said = PollAnswer.objects.get()
    assert made.headers["Location"] == reverse("date_poll_answer", args=[poll.slug, said.token])
    assert [said.wish_for(each) for each in dates(poll)] == ["yes", "maybe", "no"]
    own = made.headers["Location"]
    client.post(own, sent(poll, "Māra L.", "no", "yes", "yes"))
    said.refresh_from_db()
    assert (said.name, [said.wish_for(each) for each in dates(poll)]) == ("Māra L.", ["no", "yes", "yes"])
    client.post(own, {"_method": "DELETE"})
    assert PollAnswer.objects.count() == 0


def test_a_link_of_another_answer_or_poll_opens_nothing(client, host, community, poll):
    said = answer(poll, "Māra", "yes")
    other = acts.ask_dates(by=host, question=acts.Question("Cita", organisation=community), slots=[slot(5)], at=NOW)
    assert client.get(reverse("date_poll_answer", args=[other.slug, said.token])).status_code == 404
    assert client.get(reverse("date_poll_answer", args=[poll.slug, said.public_id])).status_code == 404
    with pytest.raises(NotAllowed):
        acts.change_poll_answer(by=None, answer=said, token="x", name="Y", wishes={}, at=NOW)


def test_no_address_is_shown_and_no_name_is_in_the_journal(client, host, outsider, poll):
    answer(poll, "Māra Liepa", "yes", by=outsider)
    page = client.get(reverse("date_poll", args=[poll.slug])).content.decode()
    assert "Māra Liepa" in page
    for secret in (outsider.email, host.email, PollAnswer.objects.get().token):
        assert secret not in page
    told = " ".join(
        f"{line.subject_name} {line.particulars} {line.by}"
        for line in Record.objects.filter(verb="events.poll_answered")
    )
    assert "Māra" not in told
    assert str(outsider) not in told


@pytest.mark.parametrize(
    ("name", "wishes", "said"),
    [
        ("", ["yes"], "Šis lauks"),
        ("Māra", [], "Pasakiet vismaz"),
        ("mara@x.lv", ["yes"], "Pietiek ar vārdu"),
        ("M", ["varbūt"], ""),
    ],
)
def test_wrong_answers_are_told(client, poll, name, wishes, said):
    made = client.post(reverse("date_poll", args=[poll.slug]), sent(poll, name, *wishes))
    assert made.status_code == 422
    assert said in made.content.decode()
    assert PollAnswer.objects.count() == 0


def test_wishes_for_dates_that_do_not_exist_are_dropped(poll):
    made = acts.answer_poll(
        by=None, poll=poll, name="X", wishes={"nekas": "yes", dates(poll)[0].public_id: "jā"}, at=NOW
    )
    assert made.wishes == {}


def test_sums_and_the_best_dates(poll):
    answer(poll, "A", "yes", "maybe", "no")
    answer(poll, "B", "yes", "yes", "no")
    answer(poll, "C", "no", "maybe", "maybe")
    rows = queries.shown_of(None, poll, NOW).rows
    assert [(row.yes, row.maybe, row.no) for row in rows] == [
        (["A", "B"], [], ["C"]), (["B"], ["A", "C"], []), ([], ["C"], ["A", "B"]),
    ]  # fmt: skip
    assert [row.is_best for row in rows] == [False, True, False]


def test_nothing_is_best_before_anybody_has_answered(poll):
    assert not any(row.is_best for row in queries.shown_of(None, poll, NOW).rows)


def test_closed_by_hand_or_by_time_it_takes_no_answers(host, poll):
    acts.close_poll(by=host, poll=poll, at=NOW)
    with pytest.raises(acts.PollClosed):
        answer(poll, "Vēls", "yes")
    acts.reopen_poll(by=host, poll=poll, at=NOW)
    answer(poll, "Laikā", "yes")
    DatePoll.objects.update(closes_at=NOW - timedelta(minutes=1))
    with pytest.raises(acts.PollClosed):
        answer(poll, "Vēls", "yes")


# --- choosing ---------------------------------------------------------------------


def test_the_chosen_date_becomes_a_draft_filled_in_and_those_signed_in_are_told(
    client, host, outsider, poll, mailoutbox
):
    answer(poll, "Svešais", "yes", by=outsider)
    answer(poll, "Māra", "yes")
    client.force_login(host)
    made = client.post(reverse("date_poll_choice", args=[poll.slug]), {"date": dates(poll)[1].public_id})
    event = Event.objects.get()
    assert made.headers["Location"] == reverse("event_form", args=[event.slug])
    assert (str(event.title), event.text, event.is_draft) == ("Ziemas vakars", "Kad tiekamies?", True)
    assert (event.starts_at, event.ends_at) == slot(11)
    assert [each.name for each in event.organisers.all()] == ["Kaldabruņas kopiena"]
    work_off()
    assert [mail.to for mail in mailoutbox] == [[outsider.email]]
    assert "Ziemas vakars" in mailoutbox[0].subject
    client.logout()
    page = client.get(reverse("date_poll", args=[poll.slug])).content.decode()
    assert "Datums ir izvēlēts" in page
    assert event.slug not in page
    with pytest.raises(acts.DateChosen):
        acts.choose_date(by=host, poll=poll, date=dates(poll)[0], at=NOW)


def test_a_past_date_is_not_chosen(host, poll):
    with pytest.raises(acts.DatePast):
        acts.choose_date(by=host, poll=poll, date=dates(poll)[0], at=NOW + timedelta(days=30))


def test_strangers_neither_choose_nor_close_nor_see_the_tools(client, outsider, poll):
    answer(poll, "Māra", "yes")
    client.force_login(outsider)
    assert (
        client.post(reverse("date_poll_choice", args=[poll.slug]), {"date": dates(poll)[0].public_id}).status_code
        == 404
    )
    assert client.post(reverse("date_poll_closing", args=[poll.slug])).status_code == 404
    assert client.get(reverse("date_poll_dates", args=[poll.slug])).status_code == 404
    assert (
        client.post(
            reverse("date_poll_person", args=[poll.slug, PollAnswer.objects.get().public_id]), {"_method": "DELETE"}
        ).status_code
        == 404
    )
    assert (
        reverse("date_poll_choice", args=[poll.slug])
        not in client.get(reverse("date_poll", args=[poll.slug])).content.decode()
    )
    assert PollAnswer.objects.count() == 1


def test_who_asks_sees_what_else_is_on_that_day_and_others_do_not(client, host, community, poll):
    begins, ends = slot(10)
    make.event("Cita sanāksme", organisers=[community], starts_at=begins, ends_at=ends)
    address = reverse("date_poll", args=[poll.slug])
    assert "Cita sanāksme" not in client.get(address).content.decode()
    client.force_login(host)
    assert "Cita sanāksme" in client.get(address).content.decode()


def test_who_asks_takes_nonsense_out(client, host, poll):
    said = answer(poll, "Spoks", "yes")
    client.force_login(host)
    client.post(reverse("date_poll_person", args=[poll.slug, said.public_id]), {"_method": "DELETE"})
    assert PollAnswer.objects.count() == 0


def test_a_date_is_taken_out_only_after_asking_once_more(client, host, poll):
    client.force_login(host)
    page = client.get(reverse("date_poll", args=[poll.slug])).content.decode()
    assert page.count('<details class="poll-date-away"><summary>Izņemt datumu') == 3
    assert "Zudīs arī atbildes par to" in page


def test_the_last_date_stays(host, poll):
    first, second, third = dates(poll)
    acts.remove_poll_date(by=host, poll=poll, date=first, at=NOW)
    acts.remove_poll_date(by=host, poll=poll, date=second, at=NOW)
    with pytest.raises(acts.NoDates):
        acts.remove_poll_date(by=host, poll=poll, date=third, at=NOW)


def test_two_months_later_the_names_are_gone(poll):
    answer(poll, "Māra", "yes")
    assert queries.polls_to_forget(NOW + timedelta(days=60)) == []
    for old in queries.polls_to_forget(NOW + timedelta(days=90)):
        acts.forget_poll_answers(by=SYSTEM, poll=old, at=NOW)
    assert PollAnswer.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_no_more_for_more_answers(client, poll, django_assert_num_queries, count):
    for number in range(count):
        answer(poll, f"N{number}", "yes")
    client.get(reverse("date_poll", args=[poll.slug]))
    with django_assert_num_queries(3):
        client.get(reverse("date_poll", args=[poll.slug]))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_polls_asks_no_more_for_more(client, host, community, django_assert_num_queries, count):
    for number in range(count):
        acts.ask_dates(by=host, question=acts.Question(f"P{number}", organisation=community), slots=[slot(3)], at=NOW)
    client.force_login(host)
    with django_assert_num_queries(6):
        client.get(reverse("date_polls"))


def test_wrong_methods(client, host, poll):
    client.force_login(host)
    assert client.get(reverse("date_poll_choice", args=[poll.slug])).status_code == 405
    assert client.get(reverse("date_poll_closing", args=[poll.slug])).status_code == 405
