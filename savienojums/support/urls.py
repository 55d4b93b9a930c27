"""Addresses of the Connection document; fixed words stand before the names of measures."""

from django.urls import path

from savienojums.support import feeds
from savienojums.support.views import (
    alerts,
    changes,
    desk,
    documents,
    editing,
    fit,
    following,
    measures,
    rounds,
    sheet,
    year,
)

urlpatterns = [
    path("", measures.measures, name="measures"),
    path("fit/", fit.fit, name="fit"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", editing.new_measure, name="new_measure"),
    path("year/", year.year, name="year"),
    path("year/<int:number>/", year.year, name="year"),
    path("calendar.ics", feeds.calendar, name="measure_calendar"),
    path("feed.atom", feeds.feed, name="measure_feed"),
    path("export.csv", feeds.csv, name="measures_csv"),
    path("export.xlsx", feeds.xlsx, name="measures_xlsx"),
    path("document.pdf", documents.pdf, name="measures_pdf"),
    path("following/", following.following, name="following"),
    path("following/new/", following.new_follow, name="new_follow"),
    path("following/receipt/", following.follow_receipt, name="follow_receipt"),
    path("following/<str:token>/", following.follow, name="follow"),
    path("following/<str:token>/confirmation/", following.follow_confirmation, name="follow_confirmation"),
    path("following/<str:token>/end/", following.follow_end, name="follow_end"),
    path("following/<str:token>/dismissals/<slug:slug>/", following.follow_dismissal, name="follow_dismissal"),
    path("alerts/<str:token>/", alerts.alert, name="alert"),
    path("alerts/<str:token>/end/", alerts.alert_end, name="alert_end"),
    path("<slug:slug>/", measures.measure, name="measure"),
    path("<slug:slug>/calendar.ics", feeds.dates, name="measure_dates"),
    path("<slug:slug>/sheet/", sheet.sheet, name="sheet"),
    path("<slug:slug>/editing/", editing.measure_editing, name="measure_editing"),
    path("<slug:slug>/changes/", changes.changes, name="measure_changes"),
    path("<slug:slug>/history/", editing.history, name="measure_history"),
    path("<slug:slug>/publication/", editing.publication, name="measure_publication"),
    path("<slug:slug>/removal/", editing.removal, name="measure_removal"),
    path("<slug:slug>/confirmation/", desk.confirmation, name="measure_confirmation"),
    path("<slug:slug>/closing/", desk.closing, name="measure_closing"),
    path("<slug:slug>/expectation/", desk.expectation, name="measure_expectation"),
    path("<slug:slug>/rounds/", rounds.measure_rounds, name="measure_rounds"),
    path("<slug:slug>/rounds/<slug:public_id>/", rounds.measure_round, name="measure_round"),
]
