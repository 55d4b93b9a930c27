"""The line by which one sheet is typed: its code, a key a row, what people wrote and told of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.voices.actions.typing import Typed
from savienojums.voices.kinds import AgeBand
from savienojums.voices.queries.typing import places_beginning, sheet_of
from savienojums.voices.typed import Fault, TypedLine, read_code, read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.network.models import Place
    from savienojums.voices.models import AnswerSheet, Conversation

LONGEST_LINE = 400
PLAIN = {"autocomplete": "off", "autocapitalize": "off", "autocorrect": "off", "spellcheck": "false"}
MOST_MEANT = 4


class PlaceBeginningField(forms.CharField):
    """A place by the first letters of its name."""

    def clean(self, value: Any) -> Any:
        """The place, or nothing."""
        words = str(super().clean(value))
        if not words:
            return None
        found = places_beginning(words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No parish or town begins with “%(words)s”. Leave it empty if you cannot read it.") % {"words": words})  # fmt: skip
        names = ", ".join(place.name for place in found[:MOST_MEANT]) + (" …" if len(found) > MOST_MEANT else "")
        raise ValidationError(_("Several places begin so: %(names)s. Type one more letter.") % {"names": names})


class AboutForm(forms.Form):
    """What people wrote on a sheet beside their ticks."""

    own_1 = forms.CharField(label=gettext_lazy("Own statement"), required=False, max_length=1000)
    own_2 = forms.CharField(label=gettext_lazy("Second own statement"), required=False, max_length=1000)
    place = PlaceBeginningField(
        label=gettext_lazy("Place"), required=False, max_length=120,
        widget=forms.TextInput(attrs=PLAIN | {"list": "typing-places"}),
    )  # fmt: skip
    age_band = forms.ChoiceField(label=pgettext_lazy("person", "Age"), required=False)

    def __init__(self, *given: Any, conversation: Conversation, **named: Any) -> None:
        super().__init__(*given, **named)
        self.conversation = conversation
        for name in ("own_1", "own_2"):
            self.fields[name].widget.attrs |= PLAIN
        if not conversation.most_statements:
            del self.fields["own_1"], self.fields["own_2"]
        offer(self, "age_band", [("", _("not said")), *AgeBand.choices])
        if not conversation.asks_age:
            del self.fields["age_band"]
        if not conversation.asks_place:
            del self.fields["place"]

    def about(self) -> dict[str, Any]:
        """Own statements and what they told of themselves."""
        said = self.cleaned_data
        own = [words for words in (said.get("own_1"), said.get("own_2")) if words]
        place: Place | None = said.get("place")
        return {"own": own, "place": place, "age_band": said.get("age_band", "")}


class LineForm(AboutForm):
    """A line of keys for so many rows."""

    line = forms.CharField(
        label=gettext_lazy("Answers"), required=False, strip=False, max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs=PLAIN | {"inputmode": "text"}),
    )  # fmt: skip
    # Without script the answers are shown once before they are kept.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    understood: TypedLine | None = None

    def read(self, rows: int) -> None:
        """Understand the line; what is wrong with it is said beside it, with its place."""
        self.understood = read_line(self.cleaned_data.get("line", ""), rows)
        if self.understood.fault:
            self.add_error("line", fault_told(self.understood.fault, rows))

    def put_focus(self) -> None:
        """Where typing goes on: at what is wrong, else at the first field that is empty; nowhere if all is well."""
        names = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        wrong = [name for name in names if name in self.errors] if self.is_bound else []
        empty = [name for name in names[:2] if not self.is_bound and not self.initial.get(name)]
        for name in [*wrong, *empty][:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    @property
    def marks(self) -> str:
        """One mark a row, as far as the line goes."""
        return self.understood.marks if self.understood else ""

    def typed(self) -> Typed:
        """What was read from the sheet."""
        return Typed(marks=self.marks, **self.about())


class TypingForm(LineForm):
    """A sheet with a code."""

    code = forms.CharField(label=gettext_lazy("Sheet code"), max_length=20, widget=forms.TextInput(attrs=PLAIN))

    sheet: AnswerSheet | None = None

    field_order = ("code", "line", "own_1", "own_2", "place", "age_band", "seen")

    def clean_code(self) -> str:
        """The code of a sheet of this conversation."""
        code = read_code(self.cleaned_data["code"])
        try:
            self.sheet = sheet_of(self.conversation, code)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
        return code

    def clean(self) -> dict[str, Any]:
        """The line is understood once it is known how many rows the sheet has."""
        cleaned = super().clean() or {}
        if self.sheet is not None and "line" in cleaned:
            self.read(len(self.sheet.batch.rows))
        return cleaned


class ToldForm(LineForm):
    """What somebody told, without a sheet."""

    asked = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, known: Sequence[str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.known = known
        self.initial.setdefault("asked", " ".join(known))

    def clean_asked(self) -> list[str]:
        """Public ids of the statements in the order in which they were read."""
        asked = str(self.cleaned_data["asked"]).split()
        if set(asked) - set(self.known):
            raise ValidationError(_("The statements changed meanwhile. Load the page anew and begin once more."))
        return asked

    def clean(self) -> dict[str, Any]:
        """A key for each statement that was read."""
        cleaned = super().clean() or {}
        if "asked" in cleaned and "line" in cleaned:
            self.read(len(cleaned["asked"]))
        return cleaned


def fault_told(fault: Fault, rows: int) -> str:
    """Where the line went wrong, in a sentence."""
    if fault.kind == "unknown":
        return _(
            "Key %(at)s is “%(key)s”, which is no answer. 1 agree, 2 disagree, 3 or 0 pass, - nothing ticked, x two boxes ticked."
        ) % {"at": fault.at, "key": fault.key}
    if fault.kind == "long":
        return ngettext(
            "The sheet has %(rows)s row, but more keys were typed. Look where one is too many.",
            "The sheet has %(rows)s rows, but more keys were typed. Look where one is too many.",
            rows,
        ) % {"rows": rows}
    if fault.kind == "rest":
        return _("Key %(at)s comes after the full stop, which says that the rest of the sheet is empty.") % {
            "at": fault.at
        }
    return _(
        "%(keys)s of %(rows)s rows are typed. Type on from row %(next)s, or end with a full stop if the rest of the sheet is empty."
    ) % {"keys": fault.at, "rows": rows, "next": fault.at + 1}


class CodeForm(forms.Form):
    """The code that really stands on the paper; none where nobody can read it."""

    code = forms.CharField(
        label=gettext_lazy("The code on the paper"), required=False, max_length=20,
        help_text=gettext_lazy("If it cannot be read, leave it empty: the sheet gets a new code to write on it."),
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip

    def clean_code(self) -> Any:
        """The code as it is kept."""
        return read_code(self.cleaned_data["code"])


class MovingForm(CodeForm):
    """The sheet with that code."""

    def __init__(self, *given: Any, conversation: Conversation, **named: Any) -> None:
        super().__init__(*given, **named)
        self.conversation = conversation

    def clean_code(self) -> AnswerSheet | None:
        """The sheet with that code."""
        code = super().clean_code()
        if not code:
            return None
        try:
            return sheet_of(self.conversation, code)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
