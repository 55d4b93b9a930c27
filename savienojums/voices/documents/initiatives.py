"""What the typesetter is told of the sheet on which a proposal is written by hand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.core.templatetags.core import short_address
from savienojums.voices.kinds import InitiativeKind

SIGNATURES = 22


def proposal_sheet() -> dict[str, Any]:
    """The blank sheet and its list for signatures."""
    address = short_address(settings.SITE_URL + reverse("initiative_new"))
    return {
        "network": settings.NETWORK_NAME,
        "language": (get_language() or "lv")[:2],
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "kind": _("A resident’s proposal"),
        "lead": _(
            "One sentence is enough. Your proposal counts as much as one sent from a telephone, and gets an answer."
        ),
        "kinds": [str(each.label) for each in InitiativeKind],
        "rows": SIGNATURES,
        "labels": {
            "title": pgettext("proposal", "In one sentence"),
            "title-note": _("What should be done?"),
            "text": _("What exactly, and why"),
            "text-note": _("What is the matter now, what would be better, whom would it help?"),
            "place": _("Where"),
            "to": _("Who should answer"),
            "name": _("How shall we call you?"),
            "name-note": _("Everyone reads it. Empty: “A resident”."),
            "email": _("E-mail or telephone for the answer"),
            "email-note": _("Shown to nobody."),
            "back": _(
                "Give this sheet to a librarian or a coordinator; they write it down. Or send it in yourself: %(address)s"
            )
            % {"address": address},
            "day": pgettext("paper", "Day"),
            "signatures": _("We support it"),
            "signatures-note": _(
                "Only the number of signatures is shown to others. The list stays with whoever keeps it."
            ),
            "number": _("No."),
            "who": _("Name and surname"),
            "where": _("Parish or town"),
            "signature": _("Signature"),
            "privacy": _("Your name serves this proposal alone; it is not entered on the site."),
        },
    }
