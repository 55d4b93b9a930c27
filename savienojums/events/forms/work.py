"""Forms of a workshop: how many groups, who sits where, steps of work, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.offering import offer
from savienojums.events.actions.work import LATECOMERS, MOST_GROUPS, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from savienojums.events.models import Attendance, WorkGroup, WorkStep

WAYS = (
    ("mixed", _("Mixed: people of one organisation apart")),
    ("lot", _("By lot")),
    (LATECOMERS, _("Only those who sit nowhere yet")),
)


class GroupsForm(forms.Form):
    """How many groups there are."""

    count = forms.IntegerField(label=_("How many groups"), min_value=0, max_value=MOST_GROUPS, initial=4)


class DealForm(forms.Form):
    """How people are dealt out."""

    way = forms.ChoiceField(label=_("How"), choices=WAYS, initial="mixed")


class GroupForm(forms.Form):
    """The name of a group and its task."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    task = forms.CharField(label=_("Its task"), max_length=300, required=False)


class SeatsForm(forms.Form):
    """For each person the group; `only` are the people whose place the page asked about."""

    def __init__(self, *given: Any, people: Sequence[Attendance], groups: Sequence[WorkGroup], **named: Any) -> None:
        super().__init__(*given, **named)
        self.people, self.groups = people, {group.public_id: group for group in groups}
        tables: list[tuple[str, StrOrPromise]] = [
            ("", _("no group")),
            *((key, group.name) for key, group in self.groups.items()),
        ]
        for person in people:
            self.fields[person.public_id] = forms.ChoiceField(label=person.name, required=False)
            offer(self, person.public_id, tables)

    def seats(self) -> dict[int, WorkGroup | None]:
        """Who sits where; who was not asked about stays."""
        told = self.cleaned_data
        return {
            person.pk: self.groups.get(told[person.public_id])
            for person in self.people
            if person.public_id in self.data
        }


class StepForm(forms.Form):
    """A step of work."""

    title = forms.CharField(label=_("What is done"), max_length=200)
    minutes = forms.IntegerField(label=pgettext_lazy("time", "Minutes"), min_value=1, max_value=480, initial=15)
    text = forms.CharField(
        label=_("What the groups do"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands on the screen under the heading."),
    )
    place = forms.IntegerField(label=_("Place in the order"), min_value=1, max_value=60, required=False)

    def __init__(self, *given: Any, step: WorkStep | None = None, place: int | None = None, **named: Any) -> None:
        first = {"title": step.title, "minutes": step.minutes, "text": step.text, "place": place} if step else {}
        super().__init__(*given, **{"initial": first, **named})

    def told(self) -> Step:
        """The step."""
        told = self.cleaned_data
        return Step(told["title"], told["text"].replace("\r\n", "\n"), told["minutes"], told["place"])


class ClockForm(forms.Form):
    """What the clock shall do."""

    do = forms.ChoiceField(choices=[(word, word) for word in ("start", "pause", "turn", "add", "stop")])
    step = forms.CharField(required=False, max_length=20)
    minutes = forms.IntegerField(required=False, min_value=-60, max_value=60)


class ScreenForm(forms.Form):
    """Whether first names stand on the screen."""

    shown = forms.BooleanField(required=False)
