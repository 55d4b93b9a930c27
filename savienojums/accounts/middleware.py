"""Who is reading: the person of a request, and that their session was used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.accounts.sessions import note_visit
from savienojums.core.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class PersonMiddleware:
    """Puts the signed-in person, or nobody, onto the request as `request.person`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, knowing who asks."""
        signed_in = request.user.is_authenticated
        request.person = request.user if signed_in else None  # type: ignore[attr-defined]  # what this middleware adds
        if signed_in:
            note_visit(request, now())
        return self.get_response(request)
