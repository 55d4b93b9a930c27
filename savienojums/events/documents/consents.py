"""What the typesetter is told of the consent to a focus group: a sheet for each person, or blank ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.events.documents.composition import heading_of as of_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.core.records import Translated
    from savienojums.events.models import Attendance, FocusGroup


def consent_sheets(
    focus_group: FocusGroup, consent: Translated, people: Sequence[Attendance], blank: int
) -> dict[str, Any]:
    """The sheets for these people; where there are none, so many without a name."""
    language = (get_language() or "lv")[:2]
    words = consent.in_language(language)
    sheets = [{"name": person.name, "code": person.row_code.upper()} for person in people]
    return {
        **of_event(focus_group.event),
        "kind": _("Consent to take part"),
        "theme": focus_group.theme,
        "paragraphs": [part.strip() for part in words.split("\n\n") if part.strip()],
        "sheets": sheets or [{"name": "", "code": ""} for _number in range(blank)],
        "labels": {
            "about": _("The conversation is about"),
            "agree": _("I have read this, I could ask, and I agree to take part."),
            "name": _("Name and surname"),
            "day": _("Day"),
            "signature": _("Signature"),
            "code": _("Row code"),
            "back": _("To take it back, write or tell the organisers; the row code is enough."),
        },
    }
