"""How an event was, as those who came say it: sums and words, never by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Seat
from savienojums.events.models import Feedback, Registration
from savienojums.events.models.registrations import signer

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event

# Fewer answers than these would tell who gave them.
SHOWN_FROM = 3
GRADES = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Grade:
    """How many gave one grade, and how long its bar is in percent."""

    grade: int
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Scale:
    """One question's answers: the mean, and how many gave which grade."""

    mean: float
    grades: list[Grade]


@dataclass(frozen=True, slots=True)
class Results:
    """What was said of one event; nothing but the number while there are too few answers."""

    count: int
    asked: int
    useful: Scale | None = None
    organised: Scale | None = None
    best: tuple[str, ...] = ()
    better: tuple[str, ...] = ()


def feedback_registration(token: str) -> Registration:
    """The registration whose link this is."""
    try:
        public_id = signer("registration").unsign(token)
    except BadSignature:
        raise NotFound from None
    found = Registration.objects.filter(public_id=public_id, event__erased_at=None)
    registration = found.select_related("event__place").first()
    if registration is None:
        raise NotFound
    return registration


def address_for(registration: Registration) -> str:
    """Where one party says how it was."""
    return reverse("event_feedback_form", args=[registration.token])


def took_part(registration: Registration) -> bool:
    """Whether somebody of the party came, or had a seat where nobody wrote down who came."""
    people = list(registration.people.all())
    return any(each.came for each in people) or any(each.seat == Seat.ACCEPTED for each in people)


def is_asked(registration: Registration, at: datetime) -> bool:
    """Whether one can say how it was: it has begun and was not cancelled."""
    event = registration.event
    return event.starts_at <= at and not event.cancelled_at and took_part(registration)


def feedback_count(event: Event) -> int:
    """How many parties have answered."""
    return Feedback.objects.filter(event=event).count()


def results_of(event: Event) -> Results:
    """What was said; sums and words only when there are enough answers that nobody is known by them."""
    said = list(Feedback.objects.filter(event=event))
    asked = Registration.objects.standing().filter(event=event).count()
    if len(said) < SHOWN_FROM:
        return Results(len(said), asked)
    return Results(
        len(said),
        asked,
        _scale([each.useful for each in said]),
        _scale([each.organised for each in said]),
        # In the order of the alphabet: the order of answering would tell which two texts are one person's.
        tuple(sorted(each.best for each in said if each.best)),
        tuple(sorted(each.better for each in said if each.better)),
    )


def _scale(grades: list[int]) -> Scale:
    most = max(grades.count(grade) for grade in GRADES)
    rows = [Grade(grade, grades.count(grade), round(100 * grades.count(grade) / most)) for grade in GRADES]
    return Scale(sum(grades) / len(grades), rows)
