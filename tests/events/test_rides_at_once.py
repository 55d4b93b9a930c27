"""Many are promised the seats of one car at the very same moment: never more people than seats."""

import pytest

from savienojums.events.actions import rides as acts
from savienojums.events.models import Ride, RidePair
from tests import make
from tests.events.test_seats_at_once import _a_file_to_meet_in, at_once  # noqa: F401 - the file is used by being there

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS, SEATS = 8, 3


def test_a_car_is_never_overfull():
    event, place = make.event(offers_rides=True), make.place()
    common = {"event": event, "place": place, "confirmed_at": make.NOW}
    car = Ride.objects.create(kind="offer", name="Juris", email="j@x.test", seats=SEATS, **common)
    needs = [Ride.objects.create(kind="need", name=f"N{n}", email=f"n{n}@x.test", **common) for n in range(NEEDS)]

    def promising(need):
        mine, theirs = Ride.objects.get(pk=car.pk), Ride.objects.get(pk=need.pk)
        return lambda: acts.agree_pair(by=None, offer=mine, token=mine.token, need=theirs, at=make.NOW)

    wrong = at_once(*[promising(need) for need in needs])
    assert {type(each) for each in wrong} == {acts.NoSeatsLeft}
    assert len(wrong) == NEEDS - SEATS
    assert RidePair.objects.filter(offer=car, ended_at=None).count() == SEATS
