"""What the house holds about a person, as an archive to take along: for machines and for reading."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA

if TYPE_CHECKING:
    from savienojums.accounts.personal import Held


def archive(parts: list[Held], at: datetime) -> bytes:
    """A zip file with everything as JSON and as a page."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as folder:
        folder.writestr("personal.json", as_json(parts, at))
        folder.writestr("personal.html", as_page(parts, at))
    return whole.getvalue()


def as_json(parts: list[Held], at: datetime) -> str:
    """Everything for a machine; times with their zone."""
    content = {"site": settings.SITE_URL, "made": at.astimezone(RIGA)} | {part.key: part.rows for part in parts}
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_page(parts: list[Held], at: datetime) -> str:
    """Everything for reading, in the language of the one who asked."""
    tables = [
        {
            "title": part.title,
            "heads": list(part.labels.values()),
            "rows": [[_told(row.get(column)) for column in part.labels] for row in part.rows],
        }
        for part in parts
    ]
    words = {"tables": tables, "made": at, "site": settings.SITE_URL, "network": settings.NETWORK_NAME}
    return render_to_string("accounts/personal.html", words)


def _told(value: Any) -> str:
    """A plain value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)
