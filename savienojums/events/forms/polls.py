"""When to meet: the dates somebody proposes, and how they suit somebody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.clock import RIGA, end_of, local_day
from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer
from savienojums.core.rich import contacts_in
from savienojums.events.actions.polls import MOST_DATES, Question
from savienojums.events.kinds import EventKind, Wish
from savienojums.network.queries.places import place_for, place_options

if TYPE_CHECKING:
    from savienojums.events.models import PollAnswer
    from savienojums.events.queries.polls import DateRow
    from savienojums.network.models import Organisation

    Slot = tuple[datetime, datetime]

DAYS = 6
WAYS_TO_WRITE = ("%d.%m.%Y.", "%d.%m.%Y", "%Y-%m-%d")


class DatesForm(forms.Form):
    """Several days with the same hours."""

    begins = forms.TimeField(
        label=pgettext_lazy("hour", "From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=pgettext_lazy("hour", "Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    more_days = forms.CharField(
        label=gettext_lazy("More days"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("As many as you like, with commas between them: 14.12.2026, 15.12.2026."),
    )

    use_required_attribute = False

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = at
        for number in range(1, DAYS + 1):
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("Day %(number)s") % {"number": number},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The lines for single days."""
        return [self[f"day_{number}"] for number in range(1, DAYS + 1)]

    def clean_more_days(self) -> list[date]:
        """Days as people write them; the first that is none is named."""
        said = self.cleaned_data["more_days"].replace(";", ",").replace("\n", ",")
        words = [word.strip() for word in said.split(",") if word.strip()]
        if len(words) > MOST_DATES:
            raise ValidationError(
                _("These are %(count)s days; at most %(most)s dates can be proposed.")
                % {"count": len(words), "most": MOST_DATES}
            )
        return [_day(word) for word in words]

    def clean(self) -> dict[str, Any]:
        """Hours the right way round, no day twice, none past."""
        told = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end has to be after the beginning."))
        days = [told[f"day_{n}"] for n in range(1, DAYS + 1) if told.get(f"day_{n}")] + (told.get("more_days") or [])
        if not days and not self.errors:
            self.add_error("day_1", _("Propose at least one day."))
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            raise ValidationError(_("%(day)s stands here twice.") % {"day": date_format(twice[0], "SHORT_DATE_FORMAT")})
        past = sorted(day for day in days if day < local_day(self.at))
        if past:
            raise ValidationError(_("%(day)s is past.") % {"day": date_format(past[0], "SHORT_DATE_FORMAT")})
        told["days"] = sorted(days)
        return told

    def slots(self) -> list[Slot]:
        """The moments, by the clock of Riga, in summer and winter alike."""
        told = self.cleaned_data
        return [(_moment(day, told["begins"]), _moment(day, told["ends"])) for day in told["days"]]


class PollForm(DatesForm):
    """A new poll."""

    title = forms.CharField(label=gettext_lazy("What are you meeting for?"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("A few words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Who asks"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of meeting"), choices=EventKind.choices, initial=EventKind.COMMUNITY_MEETING
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    closes_on = forms.DateField(
        label=gettext_lazy("Answers until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Including that day. You can also close it yourself."),
    )

    def __init__(self, *given: Any, organisations: list[Organisation], in_nobodys_name: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.organisations = {each.slug: each for each in organisations}
        nobody = [("", _("In nobody's name: region coordination"))] if in_nobodys_name else []
        offer(self, "organisation", [*((slug, each.name) for slug, each in self.organisations.items()), *nobody])
        self.fields["organisation"].required = not in_nobodys_name
        offer(self, "place", [("", _("Not known yet")), *place_options()])

    def clean_closes_on(self) -> date | None:
        """Not yesterday."""
        day: date | None = self.cleaned_data["closes_on"]
        if day and day < local_day(self.at):
            raise ValidationError(_("This day is past."))
        return day

    def question(self) -> Question:
        """What is asked."""
        told = self.cleaned_data
        return Question(
            " ".join(told["title"].split()),
            told["text"],
            told["kind"],
            place_for(None, told["place"]) if told["place"] else None,
            self.organisations.get(told["organisation"]),
            end_of(told["closes_on"]) if told["closes_on"] else None,
        )


class AnswerForm(GuardedForm):
    """A name, and how each date suits."""

    salt = "events.poll"

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=80,
        help_text=gettext_lazy("As the others know you; everyone who has the link sees it."),
    )

    def __init__(
        self, *given: Any, rows: list[DateRow], at: datetime, answer: PollAnswer | None = None, **named: Any
    ) -> None:
        super().__init__(*given, at=at, **named)
        self.rows = rows
        for row in rows:
            self.fields[f"wish_{row.date.public_id}"] = forms.ChoiceField(
                label=f"{row.day}, {row.hours}",
                choices=Wish.choices,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "wish"}),
                initial=answer.wishes.get(row.date.public_id, "") if answer else "",
            )
        if answer:
            self.initial["name"] = answer.name

    @property
    def wish_fields(self) -> list[tuple[DateRow, forms.BoundField]]:
        """Each date with the line that asks for it."""
        return [(row, self[f"wish_{row.date.public_id}"]) for row in self.rows]

    def clean_name(self) -> str:
        """A name on one line, and no address: everyone who has the link reads it."""
        name = " ".join(self.cleaned_data["name"].split())
        if contacts_in(name):
            raise ValidationError(_("Your name is enough, without telephone and e-mail."))
        return name

    def clean(self) -> dict[str, Any]:
        """At least one date said something of."""
        told = super().clean()
        if not self.errors and not any(self.wishes().values()):
            raise ValidationError(_("Say of at least one date how it suits you."))
        return told

    def wishes(self) -> dict[str, str]:
        """How each date suits."""
        return {
            row.date.public_id: wish
            for row in self.rows
            if (wish := self.cleaned_data.get(f"wish_{row.date.public_id}", ""))
        }


def _day(word: str) -> date:
    for way in WAYS_TO_WRITE:
        try:
            return datetime.strptime(word, way).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise ValidationError(_("“%(word)s” is no day. Write it as 14.12.2026.") % {"word": word[:40]})


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=RIGA).astimezone(UTC)
