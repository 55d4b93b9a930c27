"""Bytes out of the registry's answers: tables for a spreadsheet, points for a map, words for machines."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.core import clock
from savienojums.core.rich import without_contacts
from savienojums.core.tables import defused
from savienojums.network.kinds import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from savienojums.network.models import Organisation
    from savienojums.network.queries.cards import Row
    from savienojums.network.queries.page import OrganisationPage

WIDEST = 60
SCHEMA_TYPES = {
    OrganisationKind.MUNICIPALITY: "GovernmentOrganization",
    OrganisationKind.LIBRARY: "Library",
    OrganisationKind.MUSEUM: "Museum",
    OrganisationKind.ASSOCIATION: "NGO",
    OrganisationKind.FOUNDATION: "NGO",
}
# JSON inside a page must not be able to end its script element.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

# --- tables -------------------------------------------------------------------


def headings() -> list[str]:
    """The first row of a table; our own import knows these words again."""
    return [
        pgettext("organisation", "Name"), _("Kind"), _("Legal form"), _("Registration number"),
        _("Village or neighbourhood"), _("Place"), _("Municipality"), _("North"), _("East"), _("Web site"),
        _("Summary"), _("Offers"), _("Looks for"), _("Themes"), _("Languages"), _("People"), _("Since"),
        _("Membership of the network"), _("Confirmed on"), _("Source"), _("Page"),
    ]  # fmt: skip


def row(card: Row) -> list[str | int | float]:
    """One organisation as a row; only what its page shows, coordinates only where they are its own."""
    told = card.organisation
    confirmed = clock.local_day(told.confirmed_at).isoformat() if told.confirmed_at else ""
    return [
        told.name, str(told.get_kind_display()), str(told.get_legal_form_display()), told.registration_number,
        told.locality, str(card.land or ""), str(card.municipality or ""), _known(told.lat), _known(told.lon),
        told.website, _open(told.summary), _open(told.offers), _open(told.looks_for), ", ".join(map(str, card.themes)),
        ", ".join(told.languages), _known(told.people_count), _known(told.founded_year),
        str(told.get_evidence_display()), confirmed, told.source_url, settings.SITE_URL + told.get_absolute_url(),
    ]  # fmt: skip


def csv_of(cards: Iterable[Row]) -> bytes:
    """A table that spreadsheets open with the right letters."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings())
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row(card)] for card in cards)
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(cards: Iterable[Row]) -> bytes:
    """A spreadsheet with a heading that stays in sight and can be sorted by."""
    out = BytesIO()
    rows: list[list[Any]] = [[*headings()], *map(row, cards)]
    # Nothing of what people wrote becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(_("Organisations")[:31]), book.add_format({"bold": True})
        for number, cells in enumerate(rows):
            _write(sheet, number, cells, bold if number == 0 else None)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
        for column, heading in enumerate(rows[0]):
            longest = max((len(str(cells[column])) for cells in rows[:200]), default=len(heading))
            sheet.set_column(column, column, min(longest + 2, WIDEST))
    return out.getvalue()


def _write(sheet: Any, number: int, cells: Sequence[str | int | float], form: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell[:32767], form)
        else:
            sheet.write_number(number, column, cell, form)


def _open(text: object) -> str:
    return without_contacts(str(text))


def _known(number: float | None) -> str | float:
    return "" if number is None else number


# --- points and words for machines ----------------------------------------------


def geojson_of(cards: Iterable[Row]) -> bytes:
    """The organisations as features; those without coordinates of their own have no geometry."""
    features = [_feature(card) for card in cards]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _feature(card: Row) -> dict[str, Any]:
    told = card.organisation
    point = None if told.lat is None or told.lon is None else {"type": "Point", "coordinates": [told.lon, told.lat]}
    properties = {
        "name": told.name,
        "kind": told.kind,
        "legal_form": told.legal_form or None,
        "registration_number": told.registration_number or None,
        "place": str(card.land) if card.land else None,
        "municipality": str(card.municipality) if card.municipality else None,
        "summary": _open(told.summary) or None,
        "themes": [str(theme) for theme in card.themes],
        "evidence": told.evidence,
        "confirmed_on": clock.local_day(told.confirmed_at).isoformat() if told.confirmed_at else None,
        "website": told.website or None,
        "source": told.source_url or None,
        "url": settings.SITE_URL + told.get_absolute_url(),
    }
    return {"type": "Feature", "id": told.public_id, "geometry": point, "properties": properties}


def json_ld_of(organisation: Organisation, page: OrganisationPage) -> SafeString:
    """The organisation in the words of schema.org, fit to stand inside a page; no private contact is in it."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": str(page.place or ""),
        "addressRegion": str(page.municipality or ""),
        "addressCountry": "LV",
    }
    told = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(OrganisationKind(organisation.kind), "Organization"),
        "@id": settings.SITE_URL + organisation.get_absolute_url(),
        "name": organisation.name,
        "url": organisation.website or settings.SITE_URL + organisation.get_absolute_url(),
        "description": _open(organisation.summary),
        "address": {name: value for name, value in address.items() if value},
        "taxID": organisation.registration_number,
        "foundingDate": str(organisation.founded_year or ""),
        "knowsLanguage": organisation.languages,
        "keywords": ", ".join(name for _slug, name in page.themes),
        "image": [settings.SITE_URL + photo.large for photo in page.photos],
    }
    kept = {name: value for name, value in told.items() if value}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(_HARMLESS))


FILES = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "geojson": (geojson_of, "application/geo+json"),
}
