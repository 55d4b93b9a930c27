"""What the typesetter is told of an event's papers: sheet, poster of the door, certificates, the funder's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.core.clock import local_day
from savienojums.core.templatetags.core import short_address
from savienojums.events.queries.spoken import when_of, where_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.events.models import Event
    from savienojums.events.queries.certificates import Certificate
    from savienojums.events.queries.sheets import SheetRow


def sheet(event: Event, rows: Sequence[SheetRow]) -> dict[str, Any]:
    """The signature sheet's content for its template."""
    return {
        **heading_of(event),
        "kind": _("Signature sheet"),
        "rows": [
            {
                "number": f"{number}.",
                "name": row.name,
                "organisation": row.organisation,
                "place": row.place,
                "code": row.code.upper(),
                "picture": square(row.address),
            }
            for number, row in enumerate(rows, 1)
        ],
        "labels": {
            "number": _("No."),
            "name": _("Name and surname"),
            "organisation": _("Organisation"),
            "place": _("Municipality, place"),
            "signature": _("Signature"),
            "code": _("Row code"),
            "page": _("Page %(n)s of %(all)s"),
            "code-alt": _("Code of row %(code)s"),
        },
    }


def door(event: Event) -> dict[str, Any]:
    """The content of the poster at the door."""
    address = settings.SITE_URL + reverse("door", args=[event.door_code])
    return {
        **heading_of(event),
        "kind": _("Check in here"),
        "lead": _("Point a telephone at the square, or type the address."),
        "steps": [
            _("Registered? Give your e-mail or the code from your letter."),
            _("Not registered? Write your name; it takes a minute."),
            _("No telephone? Sign the sheet at the table."),
        ],
        "address": address,
        "address-short": short_address(address),
        "code": square(address),
        "labels": {},
    }


def certificates(event: Event, told: Sequence[Certificate], at: datetime) -> dict[str, Any]:
    """The certificates' content, one a page."""
    return {
        **heading_of(event),
        "kind": _("Certificate of attendance"),
        "pages": [
            {
                "name": each.name,
                "organisation": each.organisation,
                "hours": each.hours,
                "code": each.code_in_parts,
                "address": each.address,
                "address-short": short_address(each.address),
                "picture": square(each.address),
            }
            for each in told
        ],
        "given": _("Issued on %(day)s") % {"day": formats.date_format(local_day(at))},
        "labels": {
            "signature": _("For the organisers: name, signature"),
            "took-part": _("took part in the event"),
            "hours": _("Length"),
            "organisers": _("Organisers"),
            "project": _("Project"),
            "code": _("Code"),
            "verify": _("Whether it is genuine can be seen here:"),
        },
    }


def house() -> dict[str, Any]:
    """What stands on every paper of ours."""
    return {
        "language": (get_language() or "lv")[:2],
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "network": settings.NETWORK_NAME,
        "region": settings.REGION_NAME,
    }


def heading_of(event: Event) -> dict[str, Any]:
    """What stands above: which event, when, where, by whom, paid by whom."""
    project = event.project
    return {
        **house(),
        "title": str(event.title),
        "when": when_of(event),
        "where": where_of(event),
        "organisers": ", ".join(organiser.name for organiser in event.organisers.all()),
        "project-words": _project_words(event),
        "funder": str(project.funder_sentence) if project else "",
    }


def _project_words(event: Event) -> str:
    project = event.project
    if project is None:
        return ""
    if not project.number:
        return _("Project “%(name)s”") % {"name": project.name}
    return _("Project “%(name)s”, No. %(number)s") % {"name": project.name, "number": project.number}


def square(address: str) -> SafeString:
    """The code a telephone reads, as small as it can be."""
    # Made by the program of nothing but an address of ours.
    return mark_safe(segno.make(address, error="l", micro=False, boost_error=False).svg_inline(border=0, omitsize=True))
