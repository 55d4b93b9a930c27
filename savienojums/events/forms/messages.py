"""What organisers write to those who registered, and when those are reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.offering import offer
from savienojums.events.actions.messages import Words
from savienojums.events.kinds import MessageKind, Readers
from savienojums.events.queries.reminders import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_DAYS = (14, 7, 3, 1)


class MessageForm(forms.Form):
    """To whom, and what."""

    readers = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=150)
    text = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=10_000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "When and where the event is, and each party's own link to change its registration, are added below it."
        ),
    )

    def __init__(self, *given: Any, kind: str, counts: Mapping[str, int], **named: Any) -> None:
        super().__init__(*given, **named)
        self.kind = kind
        wanted = (Readers.CAME, Readers.ALL) if kind == MessageKind.THANKS else tuple(Readers)
        offer(self, "readers", [(each.value, f"{each.label} ({counts.get(each.value, 0)})") for each in wanted])

    def clean_subject(self) -> str:
        """One line: it stands in the heading of a mail."""
        return " ".join(self.cleaned_data["subject"].split())

    def words(self) -> Words:
        """What the message says."""
        told = self.cleaned_data
        return Words(self.kind, told["readers"], told["subject"], told["text"].replace("\r\n", "\n"))


class RemindersForm(forms.Form):
    """On which mornings before the event those with a seat are reminded."""

    days = forms.MultipleChoiceField(
        label=gettext_lazy("Reminders by e-mail"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They go out at nine in the morning to everyone who has a seat."),
    )
    other = forms.CharField(
        label=gettext_lazy("Other days before"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("For example 30, 21."),
    )

    def __init__(self, *given: Any, days: list[int], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "days", [(str(day), _days_before(day)) for day in USUAL_DAYS])
        self.initial = {
            "days": [str(day) for day in days if day in USUAL_DAYS],
            "other": ", ".join(str(day) for day in days if day not in USUAL_DAYS),
        }

    def clean_other(self) -> list[int]:
        """Numbers of days; anything else is asked for again."""
        said = self.cleaned_data["other"].replace(";", ",").replace(" ", ",")
        words = [word for word in said.split(",") if word]
        if any(not word.isascii() or not word.isdigit() or int(word) > FARTHEST for word in words):
            raise ValidationError(
                _("Write numbers of days from 0 to %(most)s, with commas between them.") % {"most": FARTHEST}
            )
        return [int(word) for word in words]

    def wanted(self) -> list[int]:
        """All days that were chosen."""
        return [int(day) for day in (*self.cleaned_data["days"], *self.cleaned_data["other"])]


def _days_before(days: int) -> str:
    if days == 1:
        return _("The day before")
    return _("%(days)s days before") % {"days": days}
