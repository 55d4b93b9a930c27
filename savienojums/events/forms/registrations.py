"""The form of registering: who writes, for whom, who comes along; the same form to change it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer
from savienojums.events import questions
from savienojums.events.forms.registrations_people import PersonForm, answers_of, field_of, name_of
from savienojums.events.kinds import Seat, Way
from savienojums.events.parties import MOST_PEOPLE, Party
from savienojums.events.queries.registrations import organisation_named, place_named
from savienojums.network.queries.places import place_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.http import QueryDict

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, Registration
    from savienojums.network.models import Organisation

# Lines for people who come along: at first, and each time more are asked for.
FIRST_ROWS, MORE_ROWS = 2, 4
ONESELF = ""


class PartyForm(GuardedForm):
    """Who writes and for whom."""

    salt = "events.registration"

    name = forms.CharField(label=gettext_lazy("Your name and surname"), max_length=120,
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        help_text=gettext_lazy("Your confirmation comes there, with a link to change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("For the case that something changes at the last moment."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    on_behalf = forms.ChoiceField(label=gettext_lazy("You register"), required=False, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label=gettext_lazy("Community or organisation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Whom you represent, if you come for somebody."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Parish or town you come from"),
        required=False,
        help_text=gettext_lazy("Only counted: so we see whether the whole region meets."),
    )
    comes = forms.BooleanField(label=gettext_lazy("I will come too"), required=False, initial=True)
    note = forms.CharField(
        label=gettext_lazy("What the organisers should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *given: Any, event: Event, own: Sequence[Organisation] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.event, self.own = event, {each.slug: each for each in own}
        offer(self, "place", [("", _("choose a parish or town")), *place_options()])
        offer(self, "on_behalf", [(ONESELF, _("for yourself, or for friends and family")),
                                  *((slug, each.name) for slug, each in self.own.items())])  # fmt: skip
        if not self.own:
            del self.fields["on_behalf"]
        self.asked = [each for each in questions.of(event.questions) if not each.each]
        self.fields.update({name_of(each): field_of(each) for each in self.asked})

    def own_questions(self) -> list[forms.BoundField]:
        """The organisers' questions to the whole party."""
        return [self[name_of(each)] for each in self.asked]

    def organisation(self) -> Organisation | None:
        """For whom the party comes, as far as the registry knows it."""
        said = self.cleaned_data
        return self.own.get(said.get("on_behalf") or "") or organisation_named(said.get("organisation_name", ""))


class KnownForm(PartyForm):
    """The same in the hands of an organiser: nobody asks how quickly they write."""

    def clean(self) -> dict[str, Any]:
        """Whoever opens this form is known to the house."""
        return self.cleaned_data


class EntryForm(KnownForm):
    """The same as a helper writes it down from paper or the telephone."""

    way = forms.ChoiceField(
        label=gettext_lazy("How they asked"),
        choices=[(Way.PAPER.value, gettext_lazy("on paper")), (Way.TELEPHONE.value, gettext_lazy("by telephone"))],
        widget=forms.RadioSelect,
        initial=Way.PAPER.value,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["name"].label = _("Name and surname of the one who asks")
        self.fields["email"].label, self.fields["email"].required = _("Their e-mail"), False
        self.fields["email"].help_text = _("Without it they get no letters: tell them yourselves.")
        self.fields["comes"].label = _("Comes themselves")
        self.fields["note"].label = _("Note")


class LinkForm(GuardedForm):
    """A mailbox that has lost its letter."""

    salt = "events.registration_link"

    email = forms.EmailField(
        label=gettext_lazy("The e-mail you registered with"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


@dataclass(frozen=True, slots=True)
class Starts:
    """What stands in the form when it is opened: a registration to be changed, or what an invitation knows."""

    registration: Registration | None = None
    filled: dict[str, Any] = field(default_factory=dict)


class Registering:
    """The whole page of a form: the party, and a line for each of its people."""

    form_class: type[PartyForm] = PartyForm

    def __init__(
        self, given: QueryDict | None, *, event: Event, person: Person | None, own: Sequence[Organisation], at: datetime,
        starts: Starts | None = None,
    ) -> None:  # fmt: skip
        registration = starts.registration if starts else None
        self.event, self.person = event, person
        self.wants_more = given is not None and "more" in given
        self.registration = registration
        begun = {**_starts(person if self.form_class is PartyForm else None, registration),
                 **(starts.filled if starts else {})}  # fmt: skip
        self.party_form = self.form_class(given, event=event, own=own, at=at, initial=begun)
        if registration or (person and self.form_class is PartyForm):
            # The mailbox is known, and its link is the key.
            del self.party_form.fields["email"]
        people = _people(registration)
        self.writer = PersonForm(given, event=event, is_writer=True, prefix="writer", initial=people[0])
        self.writer.stays_away = given is not None and not self.party_form["comes"].value()
        others = people[1:]
        count = _count(given, len(others) + (0 if registration and others else FIRST_ROWS))
        self.others = [
            PersonForm(given, event=event, prefix=f"other-{number}",
                       initial=others[number] if number < len(others) else {})
            for number in range(count)
        ]  # fmt: skip
        if self.wants_more:
            self._show_again()

    @property
    def status(self) -> int:
        """The status of the page that shows it."""
        return 422 if any(self.all_forms()) else 200

    @property
    def count(self) -> int:
        """How many lines the page has, for the next try."""
        return len(self.others)

    @property
    def can_grow(self) -> bool:
        """Whether there may be still more lines."""
        return self.count < MOST_PEOPLE - 1

    @property
    def has_others(self) -> bool:
        """Whether somebody is written beside the one who writes."""
        return self.wants_more or any(not each.is_empty() for each in self.others)

    def is_valid(self) -> bool:
        """Whether everything can be taken as it is; empty lines are nobody."""
        right = self.party_form.is_valid()
        comes = bool(self.party_form.cleaned_data.get("comes"))
        forms_to_read = [each for each in self.others if not each.is_empty()] + ([self.writer] if comes else [])
        # Every line is looked at, so that all faults are shown at once.
        wrong = [each for each in forms_to_read if not each.is_valid()]
        right = right and not wrong
        if right and not forms_to_read:
            self.party_form.add_error("comes", _("Write at least one person who comes."))
            right = False
        return right

    def party(self, language: str) -> Party:
        """What was said."""
        said = self.party_form.cleaned_data
        first = [self.writer.guest(said["name"])] if said["comes"] else []
        organisation = self.party_form.organisation()
        return Party(
            name=said["name"],
            people=(*first, *(each.guest() for each in self.others if not each.is_empty())),
            email=self._email(said),
            phone=said["phone"],
            language=language,
            organisation=organisation,
            organisation_name="" if organisation else said["organisation_name"],
            place=place_named(said["place"]),
            answers=answers_of(self.party_form.asked, said),
            note=said["note"],
            way=said.get("way") or Way.WEB.value,
        )

    def _email(self, said: dict[str, Any]) -> str:
        if self.registration:
            return self.registration.email
        return str(said.get("email") or "") if "email" in self.party_form.fields else getattr(self.person, "email", "")

    def all_forms(self) -> Iterable[forms.Form]:
        """Every form with faults to show."""
        return [each for each in (self.party_form, self.writer, *self.others) if each.is_bound and each.errors]

    def _show_again(self) -> None:
        """What was written stands there again, nothing is found fault with, and there are more lines."""
        for each in (self.party_form, self.writer, *self.others):
            each.initial = {name: asked.widget.value_from_datadict(each.data, each.files, each.add_prefix(name))
                            for name, asked in each.fields.items()}  # fmt: skip
            each.is_bound = False


class Entering(Registering):
    """The page on which organisers write a party down."""

    form_class = EntryForm


class Correcting(Registering):
    """The page on which organisers correct what a party said."""

    form_class = KnownForm


def _count(given: QueryDict | None, usual: int) -> int:
    """How many lines for others the form has; nonsense means as many as usual."""
    asked = given.get("rows", "") if given else ""
    count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 3 else usual
    if given is not None and "more" in given:
        count += MORE_ROWS
    return min(count, MOST_PEOPLE - 1)


def _starts(person: Person | None, registration: Registration | None) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    if registration is None:
        return {"name": person.name} if person else {}
    known = registration.organisation
    return {
        "name": registration.name,
        "email": registration.email,
        "phone": registration.phone,
        "on_behalf": known.slug if known else ONESELF,
        "organisation_name": known.name if known else registration.organisation_name,
        "place": registration.place.slug if registration.place else "",
        "comes": _writer_of(registration) is not None,
        "note": registration.note,
        **{f"own_{key}": answer for key, answer in registration.answers.items()},
    }


def _writer_of(registration: Registration) -> Any:
    rows = [row for row in registration.people.all() if row.seat != Seat.GONE]
    return next((row for row in sorted(rows, key=lambda row: row.pk) if row.name == registration.name), None)


def _people(registration: Registration | None) -> list[dict[str, Any]]:
    """The one who writes, and the others, as their lines are filled in."""
    if registration is None:
        return [{}]
    writer = _writer_of(registration)
    rows = sorted((row for row in registration.people.all() if row.seat != Seat.GONE), key=lambda row: row.pk)
    return [_filled(writer) if writer else {}, *(_filled(row) for row in rows if row != writer)]


def _filled(row: Any) -> dict[str, Any]:
    answers = {f"own_{key}": answer for key, answer in row.answers.items()}
    return {"row": row.row_code, "name": row.name, "online": "online" if row.online else "room", **answers}
