"""Doors to the opinion map: as it stands, reckoned anew, and where one stands oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions import maps as acts
from savienojums.voices.queries.conversations import conversation_for, run_by_for
from savienojums.voices.queries.map_shown import access_of, map_shown
from savienojums.voices.queries.participants import participant_of
from savienojums.voices.views.answering import token_of

if TYPE_CHECKING:
    from django.http import HttpResponse

# What the address says to look at the map without those who look odd.
WITHOUT = "without"


@never_cache
@accepts("GET", "POST")
def conversation_map(request: Request, slug: str) -> HttpResponse:
    """The map, or why it is not shown; organisers have it reckoned anew."""
    at = now()
    if request.method == "POST":
        acts.make_map(by=request.person, conversation=run_by_for(request.person, slug), at=at)
        messages.success(request, _("The map is reckoned anew."))
        return redirect("conversation_map", slug)
    conversation = conversation_for(request.person, slug)
    participant = participant_of(request.person, token_of(request), conversation)
    access = access_of(request.person, conversation, participant, at)
    without = request.GET.get("odd") == WITHOUT
    shown = map_shown(conversation, participant, without_odd=without) if access.may_see else None
    return page(request, "voices/map.html", conversation=conversation, access=access, map=shown)


@never_cache
@accepts("GET")
def conversation_own_place(request: Request, slug: str) -> HttpResponse:
    """Where one stands oneself: nearest group, statement by statement."""
    # Numbers need time to load; nobody else shall wait for them.
    from savienojums.voices.queries.own_place import own_rows

    conversation = conversation_for(request.person, slug)
    participant = participant_of(request.person, token_of(request), conversation)
    access = access_of(request.person, conversation, participant, now())
    shown = map_shown(conversation, participant) if access.may_see and participant else None
    rows = own_rows(shown.own, shown.rows) if shown and shown.own else None
    return page(
        request, "voices/map_own.html", conversation=conversation, access=access, map=shown, own_rows=rows,
        takes_part=participant is not None,
    )  # fmt: skip
