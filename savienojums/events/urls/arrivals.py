"""Addresses of the room: arrivals, sheets, certificates, the funder's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.events.views import arrivals, arrivals_door, certificates, sheets, table

if TYPE_CHECKING:
    from django.urls import URLPattern

# Under fixed words, and under the word of an event.
FIXED: list[URLPattern] = [
    path("check-in-worker.js", arrivals.check_in_worker, name="check_in_worker"),
    path("codes/<slug:public_id>/<slug:code>/", arrivals.row_code, name="row_code"),
    path("door/<slug:code>/", arrivals_door.door, name="door"),
    path("door/<slug:code>/unlisted/", arrivals_door.door_unlisted, name="door_unlisted"),
    path("door/<slug:code>/receipt/", arrivals_door.door_receipt, name="door_receipt"),
    path("certificates/", certificates.certificate_check, name="certificate_check"),
    path("certificates/<slug:code>/", certificates.certificate, name="certificate"),
    path("certificates/<slug:code>.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("table/", table.events_table, name="events_table"),
    path("table.<slug:form>", table.events_table_file, name="events_table_file"),
]
OF_AN_EVENT: list[URLPattern] = [
    path("<slug:slug>/check-in/", arrivals.event_check_in, name="event_check_in"),
    path("<slug:slug>/check-in/lines/", arrivals.event_check_lines, name="event_check_lines"),
    path("<slug:slug>/door/", arrivals_door.event_door, name="event_door"),
    path("<slug:slug>/door.pdf", arrivals_door.event_door_pdf, name="event_door_pdf"),
    path("<slug:slug>/sheet/", sheets.event_sheet, name="event_sheet"),
    path("<slug:slug>/sheet/lines/", sheets.event_sheet_lines, name="event_sheet_lines"),
    path("<slug:slug>/sheet/organisations/", sheets.event_sheet_organisations, name="event_sheet_organisations"),
    path("<slug:slug>/sheet.pdf", sheets.event_sheet_pdf, name="event_sheet_pdf"),
    path("<slug:slug>/certificates.pdf", certificates.event_certificates, name="event_certificates"),
    path("<slug:slug>/table/", table.event_table, name="event_table"),
    path("<slug:slug>/table.<slug:form>", table.event_table_file, name="event_table_file"),
    path("<slug:slug>/totals/", table.event_totals, name="event_totals"),
]
