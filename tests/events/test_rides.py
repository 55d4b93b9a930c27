"""Shared rides: who passes by whom, seats never promised twice, no address in a page, everything forgotten."""

from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import signing
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events import rides as core
from savienojums.events.actions import gatherings, rides_told
from savienojums.events.actions import rides as acts
from savienojums.events.models import Ride, RideLetter, RidePair
from savienojums.events.queries import rides as queries
from savienojums.journal import queue
from savienojums.journal.models import Record
from savienojums.worker import work_off
from tests import make

SILENE, DAUGAVPILS, ILUKSTE, JEKABPILS = (55.70, 26.78), (55.87, 26.52), (55.98, 26.30), (56.50, 25.86)
points = st.tuples(st.floats(55.6, 56.7), st.floats(25.0, 27.2))
hours = st.none() | st.integers(0, 1439)
trips = st.builds(
    core.Trip, key=st.integers(1, 50), place=st.integers(1, 12), point=st.none() | points, seats=st.integers(1, 8),
    leaves=hours, returns=hours,
)  # fmt: skip


def listed(most=8):
    return st.lists(trips, max_size=most, unique_by=lambda trip: trip.key)


# --- the core ---------------------------------------------------------------------


def trip(key, point, **details):
    return core.Trip(key, details.pop("place", key), point, details.pop("seats", 1), **details)


def test_a_car_from_daugavpils_takes_along_who_lives_on_the_way_to_jekabpils():
    car = trip(1, DAUGAVPILS, seats=3)
    found = core.for_offer(car, [trip(2, ILUKSTE), trip(3, SILENE)], JEKABPILS)
    assert [each.need for each in found] == [2]
    assert found[0].detour < 12


def test_hours_that_lie_too_far_apart_do_not_go_together():
    car = trip(1, ILUKSTE, leaves=9 * 60)
    assert core.proposal(car, trip(2, ILUKSTE, place=1, leaves=10 * 60), JEKABPILS).apart == 60
    assert core.proposal(car, trip(2, ILUKSTE, place=1, leaves=11 * 60), JEKABPILS) is None


def test_the_time_of_the_way_between_the_two_counts():
    car = trip(1, DAUGAVPILS, leaves=8 * 60)
    on_the_way = core.kilometres(DAUGAVPILS, ILUKSTE) / core.SPEED * 60
    assert core.minutes_apart(car, trip(2, ILUKSTE, leaves=round(8 * 60 + on_the_way))) == 0


def test_midnight_is_no_distance():
    assert core.minutes_apart(trip(1, ILUKSTE, returns=23 * 60 + 50), trip(2, ILUKSTE, place=1, returns=10)) == 20


def test_where_nobody_knows_the_way_only_the_same_place_goes_together():
    car = trip(1, None, place=7)
    assert core.proposal(car, trip(2, None, place=7), None).detour == 0
    assert core.proposal(car, trip(3, None, place=8), None) is None


@given(trips, listed(), st.none() | points)
def test_what_is_proposed_fits_and_the_best_stands_first(need, offers, venue):
    found = core.for_need(need, offers, venue)
    by_key = {each.key: each for each in offers}
    assert len(found) <= core.MOST
    assert found == sorted(found, key=lambda each: each.rank)
    for each in found:
        assert by_key[each.offer].seats >= need.seats
        assert each.apart <= core.APART_MOST
        assert 0 <= each.detour <= max(core.ROUND_MOST, core.NEAR)


@given(trips, listed(), st.none() | points)
def test_both_sides_see_the_same(need, offers, venue):
    seen = {each.offer for each in core.for_need(need, offers, venue, most=99)}
    assert seen == {offer.key for offer in offers if core.for_offer(offer, [need], venue)}


@given(listed(), listed(), st.none() | points)
def test_a_plan_never_overfills_a_car_and_takes_nobody_twice(needs, offers, venue):
    found = core.plan(needs, offers, venue)
    seats = {need.key: need.seats for need in needs}
    assert len({each.need for each in found}) == len(found)
    for offer in offers:
        assert sum(seats[each.need] for each in found if each.offer == offer.key) <= offer.seats


@given(points, points, points)
def test_a_way_round_is_never_shorter_than_the_way(one, other, venue):
    assert core.way_round(trip(1, one), trip(2, other), venue) >= 0


# --- the board --------------------------------------------------------------------


@pytest.fixture
def land(db):
    return {
        "ilukste": make.place("Ilūkste", kind="town", lat=ILUKSTE[0], lon=ILUKSTE[1]),
        "daugavpils": make.place("Daugavpils", kind="state_city", lat=DAUGAVPILS[0], lon=DAUGAVPILS[1]),
        "jekabpils": make.place("Jēkabpils", kind="state_city", lat=JEKABPILS[0], lon=JEKABPILS[1]),
        "silene": make.place("Silene", lat=SILENE[0], lon=SILENE[1]),
    }


@pytest.fixture
def forum(land):
    soon = datetime.now(tz=UTC) + timedelta(days=20)
    times = {"starts_at": soon, "ends_at": soon + timedelta(hours=3)}
    return make.event("Forums", offers_rides=True, place=land["jekabpils"], takes_registrations=True, **times)


def rider(name="Juris Bērziņš", email="juris@brauc.test", **details):
    return acts.Rider(name, email, **details)


def put_in(event, kind, place, *, who=None, at=make.NOW, **details):
    made = acts.add_ride(
        by=None, event=event, kind=kind, journey=acts.Journey(place, **details), rider=who or rider(), at=at
    )
    acts.confirm_ride(by=None, ride=made, token=made.token, at=at)
    return queries.ride_by(made.token)


@pytest.fixture
def car(forum, land):
    return put_in(forum, "offer", land["daugavpils"], seats=2, leaves_at=time(9))


@pytest.fixture
def need(forum, land):
    return put_in(forum, "need", land["ilukste"], who=rider("Māra Liepa", "mara@meklet.test"))


def form(**words):
    opened = signing.dumps(
        (datetime.now(tz=UTC) - timedelta(seconds=30)).timestamp(), salt=words.pop("salt", "events.ride")
    )
    return {"opened": opened, "subject": "", **words}


def test_a_stranger_confirms_by_mail_before_anybody_sees_it(client, forum, land, mailoutbox):
    address = reverse("event_ride_form", args=[forum.slug]) + "?kind=offer"
    sent = form(place="daugavpils", seats="3", name="Juris", email="Juris@Brauc.test", note="Ar suni")
    assert client.post(address, sent).headers["Location"] == reverse("ride_receipt", args=[forum.slug])
    board = reverse("event_rides", args=[forum.slug])
    assert "Ar suni" not in client.get(board).content.decode()
    work_off()
    assert [mail.to for mail in mailoutbox] == [["juris@brauc.test"]]
    ride = Ride.objects.get()
    assert reverse("ride", args=[ride.token]) in mailoutbox[0].body
    assert client.post(reverse("ride_confirmation", args=[ride.token])).status_code == 302
    page = client.get(board).content.decode()
    assert "Ar suni" in page
    assert "brauc.test" not in page


def test_the_board_of_the_event_shows_place_time_seats_and_a_first_name_only(client, forum, car, need):
    for address in (forum.get_absolute_url(), reverse("event_rides", args=[forum.slug])):
        page = client.get(address).content.decode()
        assert "Daugavpils" in page
        assert "09:00" in page
        assert "Juris" in page
        assert "Māra" in page
        for secret in ("Bērziņš", "Liepa", "juris@", "mara@", car.token, need.token):
            assert secret not in page


def test_the_journal_holds_neither_name_nor_address(forum, car, need):
    acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW)
    work_off()
    told = " ".join(f"{line.subject_name} {line.particulars}" for line in Record.objects.all())
    for secret in ("Juris", "Bērziņš", "Māra", "Liepa", "@"):
        assert secret not in told


def test_who_registered_puts_in_without_another_mail(client, forum, land, mailoutbox):
    party = make.registration(forum, "Anna Ozola", email="anna@selija.test")
    address = f"{reverse('event_ride_form', args=[forum.slug])}?kind=need&registration={party.token}"
    assert "anna@selija.test" not in client.get(address).content.decode()
    answer = client.post(address, form(place="ilukste", seats="1", name="Anna"))
    ride = Ride.objects.get()
    assert answer.headers["Location"] == reverse("ride", args=[ride.token])
    assert (ride.email, ride.registration, ride.confirmed_at is not None) == ("anna@selija.test", party, True)
    work_off()
    assert mailoutbox == []


def test_who_looks_for_a_lift_is_told_of_each_passing_car_once(forum, car, need, land, mailoutbox):
    put_in(forum, "offer", land["silene"], who=rider("Tālu", "talu@brauc.test"), seats=1, leaves_at=time(2))
    work_off()
    proposed = [mail for mail in mailoutbox if mail.to == ["mara@meklet.test"] and "Daugavpils" in mail.body]
    assert len(proposed) == 1
    assert "juris@" not in proposed[0].body
    acts.change_ride(
        by=None, ride=car, token=car.token, journey=acts.Journey(car.place, seats=2, note="Var ar bagāžu"), at=make.NOW
    )
    work_off()
    assert [mail for mail in mailoutbox if "bagāžu" in mail.body] == []


def test_two_agree_are_told_and_part_again(client, forum, car, need, mailoutbox):
    answer = client.post(reverse("ride_pairs", args=[car.token]), {"need": need.public_id})
    assert answer.status_code == 302
    work_off()
    agreed = [mail for mail in mailoutbox if "kopā" in mail.subject.lower()]
    assert sorted(mail.to[0] for mail in agreed) == ["juris@brauc.test", "mara@meklet.test"]
    assert all("@" not in mail.body for mail in agreed)
    assert queries.free_seats(queries.ride_by(car.token)) == 1
    pair = RidePair.objects.get()
    mailoutbox.clear()
    client.post(reverse("ride_pair", args=[need.token, pair.public_id]), {"_method": "DELETE"})
    work_off()
    assert [mail.to for mail in mailoutbox if "juris@brauc.test" in mail.to] == [["juris@brauc.test"]]
    assert queries.free_seats(queries.ride_by(car.token)) == 2


def test_seats_are_never_promised_twice(forum, car, land):
    def looking(number, seats):
        return put_in(forum, "need", land["ilukste"], who=rider(f"N{number}", f"n{number}@x.test"), seats=seats)

    acts.agree_pair(by=None, offer=car, token=car.token, need=looking(1, 2), at=make.NOW)
    with pytest.raises(acts.NoSeatsLeft):
        acts.agree_pair(by=None, offer=car, token=car.token, need=looking(2, 1), at=make.NOW)
    with pytest.raises(acts.SeatsPromised):
        acts.change_ride(by=None, ride=car, token=car.token, journey=acts.Journey(car.place, seats=1), at=make.NOW)
    assert RidePair.objects.count() == 1


def test_one_need_rides_in_one_car(forum, car, need, land):
    other = put_in(forum, "offer", land["daugavpils"], who=rider("Otrs", "otrs@brauc.test"))
    first = acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW)
    assert acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW) == first
    with pytest.raises(acts.HasACar):
        acts.agree_pair(by=None, offer=other, token=other.token, need=need, at=make.NOW)


def test_another_ones_link_opens_nothing(forum, car, need):
    with pytest.raises(NotAllowed):
        acts.agree_pair(by=None, offer=car, token=need.token, need=need, at=make.NOW)
    with pytest.raises(NotAllowed):
        acts.withdraw_ride(by=None, ride=car, token=need.token, at=make.NOW)


def test_a_made_up_link_is_missing(client, forum, car):
    assert client.get(reverse("ride", args=[car.token[:-3] + "abc"])).status_code == 404
    assert client.get(reverse("ride", args=[car.public_id])).status_code == 404


def test_a_letter_goes_by_relay_and_is_forgotten(client, forum, car, mailoutbox):
    work_off()
    mailoutbox.clear()
    address = reverse("ride_letter", args=[forum.slug, car.public_id])
    words = form(salt="events.ride_letter", name="Zane", email="zane@raksta.test", text="Vai ir vieta ratiņiem?")
    page = client.post(address, words).content.decode()
    assert "juris@" not in page
    work_off()
    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [(["juris@brauc.test"], ["zane@raksta.test"])]
    assert "ratiņiem" in mailoutbox[0].body
    kept = RideLetter.objects.get()
    assert (kept.text, kept.sender_name, kept.sender_email) == ("", "", "")
    work_off()
    assert len(mailoutbox) == 1


def test_a_cancelled_event_is_told_to_riders_who_did_not_register(forum, car, need, mailoutbox):
    make.registration(forum, "Māra Liepa", email="mara@meklet.test")
    work_off()
    mailoutbox.clear()
    forum.cancelled_at, forum.cancelled_why = make.NOW, "Sniegputenis"
    forum.save()
    from savienojums.events.actions.lines import line

    for _twice in range(2):
        line("events.event_cancelled", forum, by=SYSTEM, at=make.NOW, count=0)
    work_off()
    riders = [mail for mail in mailoutbox if "Sniegputenis" in mail.body and "juris@brauc.test" in mail.to]
    assert len(riders) == 1
    assert not any("mara@" in mail.to[0] and "kopbrauk" in mail.body.lower() for mail in mailoutbox)


def test_who_cancels_the_registration_drives_nobody(forum, land, need, mailoutbox):
    party = make.registration(forum, "Anna Ozola")
    car = put_in(forum, "offer", land["daugavpils"], who=rider("Anna", "anna@selija.test", registration=party))
    acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW)
    from savienojums.events.actions.lines import line

    line("events.registration_cancelled", forum, by=SYSTEM, at=make.NOW, registration=party.public_id)
    work_off()
    assert queries.ride_by(car.token).withdrawn_at
    assert any(mail.to == ["mara@meklet.test"] and "vairs" in mail.body for mail in mailoutbox)


def test_one_mailbox_that_refuses_keeps_the_other_from_nothing(forum, car, need, mailoutbox, monkeypatch):
    pair = acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW)
    queue.pass_over_lines(make.NOW)
    leave = EmailBackend.send_messages

    def refuse(backend, letters):
        if letters[0].to == ["juris@brauc.test"]:
            raise SMTPRecipientsRefused({})
        return leave(backend, letters)

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(SMTPRecipientsRefused):
            rides_told.tell_pair(by=SYSTEM, pair=pair, at=make.NOW)
    rides_told.tell_pair(by=SYSTEM, pair=pair, at=make.NOW)
    assert [mail.to[0] for mail in mailoutbox] == ["mara@meklet.test", "juris@brauc.test"]


def test_some_days_after_the_event_everything_is_gone(forum, car, need):
    acts.agree_pair(by=None, offer=car, token=car.token, need=need, at=make.NOW)
    acts.write_ride_letter(by=None, ride=car, name="Z", email="z@z.test", text="Sveiki", at=make.NOW)
    after = forum.ends_at + timedelta(days=6)
    assert queries.events_to_forget(forum.ends_at + timedelta(days=4)) == []
    for event in queries.events_to_forget(after):
        rides_told.forget_rides(by=SYSTEM, event=event, at=after)
    assert (Ride.objects.count(), RidePair.objects.count(), RideLetter.objects.count()) == (0, 0, 0)
    assert Record.objects.order_by("-id").first().verb == "events.rides_forgotten"


def test_what_nobody_confirms_is_forgotten_alone(forum, land, car):
    acts.add_ride(
        by=None,
        event=forum,
        kind="need",
        journey=acts.Journey(land["silene"]),
        rider=rider("X", "x@x.test"),
        at=make.NOW,
    )
    Ride.objects.filter(confirmed_at=None).update(created_at=make.NOW)
    for ride in queries.unconfirmed(make.NOW + timedelta(days=3)):
        rides_told.forget_rides(by=SYSTEM, event=forum, rides=[ride], at=make.NOW)
    assert list(Ride.objects.all()) == [car]


def test_nothing_is_put_in_where_no_rides_are_arranged(client, land):
    event = make.event("Bez braucieniem")
    assert client.get(reverse("event_rides", args=[event.slug])).status_code == 404
    with pytest.raises(acts.RidesClosed):
        put_in(event, "offer", land["silene"])


def test_a_telephone_number_does_not_get_to_the_board(client, forum, land):
    address = reverse("event_ride_form", args=[forum.slug])
    answer = client.post(address, form(place="silene", seats="1", name="J", email="j@j.test", note="Zvaniet 29123456"))
    assert answer.status_code == 422
    assert Ride.objects.count() == 0


def test_a_mailbox_does_not_fill_the_board(forum, land):
    for _each in range(queries.MOST_OF_A_MAILBOX):
        put_in(forum, "offer", land["silene"])
    with pytest.raises(acts.TooManyRides):
        put_in(forum, "offer", land["silene"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_asks_no_more_for_more_rides(client, forum, land, django_assert_num_queries, count):
    for number in range(count):
        put_in(forum, "offer", land["daugavpils"], who=rider(f"A{number}", f"a{number}@x.test"))
    client.get(reverse("event_rides", args=[forum.slug]))
    with django_assert_num_queries(5):
        client.get(reverse("event_rides", args=[forum.slug]))


def test_wrong_methods(client, forum, car):
    assert client.get(reverse("ride_pairs", args=[car.token])).status_code == 405
    assert client.get(reverse("ride_confirmation", args=[car.token])).status_code == 405
    assert client.post(reverse("event_rides", args=[forum.slug])).status_code == 405


def test_a_need_sees_passing_cars_on_its_own_page(client, car, need):
    page = client.get(reverse("ride", args=[need.token])).content.decode()
    assert car.public_id in page
    assert "juris@" not in page
    page = client.get(reverse("ride", args=[car.token])).content.decode()
    assert need.public_id in page
    assert "mara@" not in page
    client.post(reverse("ride", args=[car.token]), {"_method": "DELETE"})
    assert car.public_id not in client.get(reverse("ride", args=[need.token])).content.decode()


def test_a_new_time_is_told_to_riders_once_and_a_new_text_is_not(coordinator, forum, car, mailoutbox):
    work_off()
    mailoutbox.clear()
    later = {"starts_at": forum.starts_at + timedelta(days=1), "ends_at": forum.ends_at + timedelta(days=1)}
    gatherings.change_event(by=coordinator, event=forum, details=later, at=make.NOW)
    work_off()
    assert [mail.to for mail in mailoutbox] == [["juris@brauc.test"]]
    assert mailoutbox[0].subject.startswith("Mainīts")
    gatherings.change_event(by=coordinator, event=forum, details={"text": "Cits teksts"}, at=make.NOW)
    work_off()
    assert len(mailoutbox) == 1


def test_what_was_cancelled_by_the_organisers_and_comes_after_all_is_told_too(coordinator, forum, car, mailoutbox):
    work_off()
    mailoutbox.clear()
    gatherings.cancel_event(by=coordinator, event=forum, why="Sniegputenis", at=make.NOW)
    work_off()
    gatherings.restore_event(by=coordinator, event=forum, at=make.NOW)
    work_off()
    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == ["Atcelts", "Mainīts"]


def test_the_board_of_an_event_for_members_is_not_for_everyone(client, outsider, forum, car):
    forum.circle = "members"
    forum.save()
    for address in (
        reverse("event_rides", args=[forum.slug]),
        reverse("event_ride_form", args=[forum.slug]),
        reverse("ride_letter", args=[forum.slug, car.public_id]),
    ):
        assert client.get(address).status_code == 404
    client.force_login(outsider)
    assert client.get(reverse("event_rides", args=[forum.slug])).status_code == 404


def test_whether_a_mailbox_has_put_in_something_is_told_to_nobody(client, forum, land):
    address = reverse("event_ride_form", args=[forum.slug])
    words = {"place": "silene", "seats": "1", "name": "J", "email": "juris@brauc.test"}
    for _each in range(queries.MOST_OF_A_MAILBOX):
        put_in(forum, "offer", land["silene"])
    answer = client.post(address, form(**words))
    assert answer.headers["Location"] == reverse("ride_receipt", args=[forum.slug])
    assert Ride.objects.count() == queries.MOST_OF_A_MAILBOX


def test_a_machine_does_not_learn_that_it_was_noticed(client, forum, land):
    address = reverse("event_ride_form", args=[forum.slug])
    words = {"place": "silene", "seats": "1", "name": "J", "email": "j@x.test", "subject": "buy"}
    assert client.post(address, {**form(), **words}).headers["Location"] == reverse("ride_receipt", args=[forum.slug])
    assert Ride.objects.count() == 0


def test_the_hours_are_changed_by_the_link_and_shown_at_once(client, forum, car):
    words = {"place": "daugavpils", "seats": "2", "leaves_at": "07:45", "returns_at": "", "spot": "", "note": ""}
    assert client.post(reverse("ride", args=[car.token]), words).status_code == 302
    assert "07:45" in client.get(reverse("event_rides", args=[forum.slug])).content.decode()
    assert client.post(reverse("ride", args=[car.token]), {**words, "seats": "0"}).status_code == 422
