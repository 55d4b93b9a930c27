"""How it was, in two grades and two texts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.events.actions.feedback import Opinion

GRADES = [(5, _("5 – very")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – not at all"))]


class FeedbackForm(forms.Form):
    """Four short questions."""

    useful = forms.TypedChoiceField(
        label=_("Was it useful to you?"), choices=GRADES, coerce=int, widget=forms.RadioSelect
    )
    organised = forms.TypedChoiceField(
        label=_("Was it well organised?"), choices=GRADES, coerce=int, widget=forms.RadioSelect
    )
    best = forms.CharField(
        label=_("What was best?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    better = forms.CharField(
        label=_("What could be better?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # Django's own, many
        for name in ("useful", "organised"):
            self.fields[name].widget.attrs["class"] = "grade"

    def opinion(self) -> Opinion:
        """What was said."""
        return Opinion(**self.cleaned_data)
