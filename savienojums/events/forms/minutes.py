"""What is written into minutes: who led, points, tasks, proposals; small forms that are saved one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.form_fields import WebAddressField
from savienojums.core.form_times import DayField, TextField
from savienojums.core.offering import offer
from savienojums.events.kinds import Circle, PointState, Reply
from savienojums.network.queries.named import organisation_named

if TYPE_CHECKING:
    from savienojums.events.models import AgendaPoint, Minutes, Proposal, Task
    from savienojums.events.queries.offered import Offered
    from savienojums.network.models import Organisation

LONGEST_TEXT = 20_000
# The list of names that pages with these forms have.
NAMES = "organisations"


class NewPointForm(forms.Form):
    """One more point: its title, the rest when it is spoken of."""

    title = forms.CharField(label=_("New point"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class PointForm(forms.Form):
    """What was said about a point and what was decided."""

    title = forms.CharField(label=pgettext_lazy("agenda", "Point"), max_length=300)
    discussion = TextField(label=_("What was said"), rows=4, required=False, max_length=LONGEST_TEXT)
    decision = TextField(label=_("Decision"), rows=2, required=False, max_length=LONGEST_TEXT)
    state = forms.ChoiceField(label=_("What became of it"), choices=PointState.choices, widget=forms.RadioSelect)
    on_agenda = forms.BooleanField(
        label=_("Its title stands on the agenda that everyone sees"), required=False, initial=True
    )
    # What stood there when the form was opened; after a refusal the next try is meant.
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @classmethod
    def of(cls, point: AgendaPoint, given: Any = None, *, in_series: bool = True) -> PointForm:
        """The form of this point; outside a series there is no next meeting to go to."""
        names = ("title", "discussion", "decision", "state", "on_agenda")
        initial = {**{name: getattr(point, name) for name in names}, "seen": point.as_written}
        form = cls(given, initial=initial, auto_id=f"point_{point.public_id}_%s")
        if not in_series:
            offer(form, "state", [each for each in PointState.choices if each[0] != PointState.CARRIED])
        return form

    def details(self) -> dict[str, Any]:
        """The point as acts take it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def with_sign(self, point: AgendaPoint) -> PointForm:
        """The same words, to be saved over those that stand there now."""
        self.data = {**self.data.dict(), "seen": point.as_written}  # type: ignore[attr-defined]  # a form that was sent
        return self


class HeadForm(forms.Form):
    """Who led the meeting and who wrote."""

    chair = forms.CharField(label=_("Led by"), max_length=120, required=False)
    keeper = forms.CharField(label=_("Minutes by"), max_length=120, required=False)
    opening = TextField(label=_("Opening, who was there"), rows=2, required=False, max_length=LONGEST_TEXT)

    @classmethod
    def of(cls, minutes: Minutes, given: Any = None) -> HeadForm:
        """The form of these minutes."""
        initial = {name: getattr(minutes, name) for name in ("chair", "keeper", "opening")}
        return cls(given, initial=initial, auto_id="head_%s")


class PublishForm(forms.Form):
    """Who may read the minutes."""

    circle = forms.ChoiceField(label=_("Who may read them"), choices=Circle.choices, widget=forms.RadioSelect)


class _Named(forms.Form):
    """A form in which an organisation is named; its line proposes names of the registry."""

    naming = ""

    def __init__(self, *given: Any, offered: Offered, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offered = offered
        self.fields[self.naming].widget.attrs |= {"list": NAMES, "autocomplete": "off"}

    def _found(self) -> Organisation | None:
        named = self.cleaned_data.get(self.naming, "").strip()
        return organisation_named(named) if named else None


class TaskForm(_Named):
    """Who does what until when."""

    naming = "organisation"

    what = forms.CharField(label=_("What is to be done"), max_length=400)
    who = forms.CharField(label=pgettext_lazy("task", "Who"), max_length=120, required=False)
    organisation = forms.CharField(label=_("For which organisation"), max_length=200, required=False)
    due_on = DayField(label=_("Until when"), required=False)

    @classmethod
    def of(cls, task: Task, offered: Offered, given: Any = None) -> TaskForm:
        """The form of this task."""
        initial = {name: getattr(task, name) for name in ("what", "who", "due_on", "organisation")}
        return cls(given, initial=initial, offered=offered)

    def clean_organisation(self) -> Organisation | None:
        """An organisation of the registry, by its name."""
        named = self.cleaned_data["organisation"].strip()
        found = self._found()
        if named and found is None:
            raise forms.ValidationError(
                _("This organisation is not in the registry. Choose one from the list, or write the name under “Who”.")
            )
        return found

    def details(self) -> dict[str, Any]:
        """The task as acts take it."""
        return {name: self.cleaned_data[name] for name in ("what", "who", "organisation", "due_on")}


class OutcomeForm(forms.Form):
    """What came of a task."""

    outcome = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class ProposalForm(_Named):
    """A proposal and who has to answer."""

    naming = "to"

    text = TextField(label=_("What is proposed"), rows=3, max_length=LONGEST_TEXT)
    to = forms.CharField(
        label=_("To whom"), max_length=200, help_text=_("A municipality, a ministry, an organisation.")
    )

    @classmethod
    def of(cls, proposal: Proposal, offered: Offered, given: Any = None) -> ProposalForm:
        """The form of this proposal."""
        return cls(given, initial={"text": proposal.text, "to": proposal.to}, offered=offered)

    def details(self) -> dict[str, Any]:
        """The proposal as acts take it: to an organisation of the registry, or to whom it says."""
        found, named = self._found(), self.cleaned_data["to"].strip()
        return {
            "text": self.cleaned_data["text"],
            "addressee": found,
            "addressee_name": "" if found else named,
        }


class SendingForm(forms.Form):
    """When a proposal went out and until when the answer is due."""

    sent_on = DayField(label=_("Sent on"), required=False)
    answer_due_on = DayField(label=_("Answer due by"), required=False)

    def clean(self) -> dict[str, Any]:
        """An answer is due after the question."""
        said: dict[str, Any] = super().clean() or {}
        sent, due = said.get("sent_on"), said.get("answer_due_on")
        if sent and due and due < sent:
            self.add_error("answer_due_on", _("The answer cannot be due before the proposal was sent."))
        return said


class AnswerForm(forms.Form):
    """What the addressee answered."""

    reply = forms.ChoiceField(label=_("The answer"), choices=Reply.choices, widget=forms.RadioSelect)
    answer = TextField(label=_("In words"), rows=4, required=False, max_length=LONGEST_TEXT)
    answered_on = DayField(label=_("Answered on"))
    answer_url = WebAddressField(label=_("Where it can be read"), max_length=400, required=False)

    @classmethod
    def of(cls, proposal: Proposal, given: Any = None, **first: Any) -> AnswerForm:
        """The form of this proposal's answer."""
        names = ("reply", "answer", "answered_on", "answer_url")
        kept = {name: value for name in names if (value := getattr(proposal, name))}
        return cls(given, initial={**first, **kept})
