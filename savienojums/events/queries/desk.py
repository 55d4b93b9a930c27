"""The organisers' desk of an event: which pages it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.events.kinds import EventKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from savienojums.events.models import Event


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the desk."""

    href: str
    title: StrOrPromise
    current: bool


# Name of the address, what it is called, for which kinds of events (none: for all).
LEAVES: tuple[tuple[str, StrOrPromise, frozenset[str]], ...] = (
    ("event_desk", gettext_lazy("Overview"), frozenset()),
    ("event_form", gettext_lazy("Edit"), frozenset()),
    ("event_programme", gettext_lazy("Programme"), frozenset()),
    ("event_people", gettext_lazy("Participants"), frozenset()),
    ("event_invitations", gettext_lazy("Invitations"), frozenset()),
    ("event_messages", pgettext_lazy("desk", "Messages"), frozenset()),
    ("event_check_in", gettext_lazy("Check-in"), frozenset()),
    ("event_minutes_form", gettext_lazy("Minutes"), frozenset()),
    ("event_work", pgettext_lazy("workshop", "Groups and time"), frozenset({EventKind.WORKSHOP, EventKind.TRAINING})),
    ("event_focus", gettext_lazy("Focus group"), frozenset({EventKind.FOCUS_GROUP})),
    ("event_table", pgettext_lazy("desk", "Table"), frozenset()),
)


def leaves_of(event: Event, current: str) -> list[Leaf]:
    """The pages of this event's desk; `current` is the name of the one that is open."""
    return [
        Leaf(reverse(name, args=[event.slug]), title, name == current)
        for name, title, kinds in LEAVES
        if not kinds or event.kind in kinds
    ]


def desk_title(event: Event) -> str:
    """What stands above every page of the desk."""
    return _("Organising: %(title)s") % {"title": event.title}
