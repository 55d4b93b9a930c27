"""The door to one's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.front.queries.mine import mine_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """For whom I act, and what waits for me."""
    return page(request, "front/mine.html", mine=mine_of(request.person, now()))
