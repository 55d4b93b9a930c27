"""The form by which one follows a search or a measure, and the same form to change it later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.offering import offer
from savienojums.support import alerting
from savienojums.support.kinds import Grade, Pace
from savienojums.support.queries.following import Wishes

if TYPE_CHECKING:
    from savienojums.support.queries.following import Wanted

HEARD = {alerting.NEW: _("Something new comes into this search"), **dict(Grade.choices)}
BEFORE = {30: _("30 days before"), 14: _("14 days before"), 3: _("3 days before")}


class FollowForm(forms.Form):
    """Where mail goes, how often, and of what."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("For this mail and nothing else; nobody sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    pace = forms.ChoiceField(label=_("How often"), choices=Pace.choices, widget=forms.RadioSelect)
    grades = forms.MultipleChoiceField(
        label=_("Of what you want to hear"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reminders = forms.TypedMultipleChoiceField(
        label=_("Remind me of deadlines"),
        help_text=_("With the hour, on the very day, also if the rest comes once a week."),
        choices=list(BEFORE.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    # People do not see this line; whoever fills it in is a machine.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, *given: Any, wanted: Wanted, wishes: Wishes, asks_email: bool = True, **named: Any) -> None:
        named["initial"] = {"pace": wishes.pace, "grades": list(wishes.grades), "reminders": list(wishes.reminders)}
        super().__init__(*given, **named)
        offer(self, "grades", [(name, HEARD[name]) for name in wanted.offered])
        for name in ("grades", "reminders"):
            # Nothing of it is a choice, too, so the label need not say so.
            self.fields[name].widget.attrs["class"] = "follow-choices"
        if not asks_email:
            del self.fields["email"], self.fields["subject"]

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the line was filled in that people do not see."""
        return bool(self.cleaned_data.get("subject"))

    def wishes(self) -> Wishes:
        """What was chosen."""
        said = self.cleaned_data
        return Wishes(said["pace"], tuple(said["grades"]), tuple(said["reminders"]))
