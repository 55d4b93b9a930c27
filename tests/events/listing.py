"""Givens of lists: parties that ask one after another, and the worker that carries their letters."""

from datetime import timedelta

from savienojums.events.actions import registrations as acts
from savienojums.events.models import Attendance, Registration
from savienojums.events.parties import Guest, Party
from tests import make

LATER = make.NOW + timedelta(hours=1)


def party(*names, email="", **details):
    """A party of these people, the first of whom writes."""
    names = names or ("Anna Ozola",)
    return Party(name=names[0], people=tuple(Guest(name) for name in names), email=email, **details)


def ask(event, *names, by=None, at=make.NOW, **details):
    """A party asks for seats."""
    first = (names or ("Anna Ozola",))[0]
    details.setdefault("email", f"{first.split()[0].lower()}@selija.test")
    return acts.register(by=by, event=event, party=party(*names, **details), at=at)


def seats(event):
    """Who has what, by the name of each person."""
    return dict(Attendance.objects.filter(event=event).order_by("pk").values_list("name", "seat"))


def waiting(event):
    """The names on the waiting list, in its order."""
    return [row.name for row in Attendance.objects.filter(event=event).waiting()]


def registration(email):
    """The one of this mailbox."""
    return Registration.objects.get(email=email, cancelled_at=None)
