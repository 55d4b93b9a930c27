"""Doors to the measures: the list and one measure's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page, unchanged
from savienojums.support.queries import measures as queries
from savienojums.support.queries.attempts import trying_of
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.changed import day_asked, lately_of
from savienojums.support.queries.page import told_for
from savienojums.support.views.counting import count_search, counts_view

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def measures(request: Request) -> HttpResponse:
    """The list of measures as the reader filtered it."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters = queries.filters_of(request.GET)
    if filters.portal:
        return redirect(f"{reverse('portal', args=[filters.portal.slug])}?{filters.query(portal='')}")
    listing = queries.measures_for(request.person, filters, at)
    if not listing.page.total and not listing.filters.kept:
        count_search(request, listing.filters.q, at)
    return page(
        request, "support/measures.html", part="listing", listing=listing, filters=listing.filters, today=local_day(at)
    )


@accepts("GET")
@counts_view
def measure(request: Request, slug: str) -> HttpResponse:
    """All that is known of one measure."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    told = told_for(request.person, slug, at)
    changes = lately_of(told.measure, day_asked(request.GET.get("since", "")))
    trying = trying_of(request.person, told.measure)
    return page(request, "support/measure.html", told=told, changes=changes, trying=trying)
