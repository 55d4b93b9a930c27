"""Doors of the certificates: one to be verified by its code, one as a paper, all of an event in one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions.registrations_desk import export_list
from savienojums.events.documents import composition
from savienojums.events.queries import certificates as queries
from savienojums.events.queries.events import hosted_for
from savienojums.events.views.arrivals_door import made

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def certificate_check(request: Request) -> HttpResponse:
    """Type the code of a certificate to see whether it is genuine."""
    code = request.GET.get("code", "").strip()
    if not code:
        return page(request, "events/certificate_check.html", code="")
    try:
        return redirect("certificate", queries.certificate_by(code, now()).code)
    except NotFound:
        return page(request, "events/certificate_check.html", code=code[:40], status=404)


@never_cache
@accepts("GET")
def certificate(request: Request, code: str) -> HttpResponse:
    """What a certificate says, for whoever holds its code."""
    return page(request, "events/certificate.html", told=queries.certificate_by(code, now()))


@never_cache
@accepts("GET")
def certificate_pdf(request: Request, code: str) -> HttpResponse:
    """The certificate as a paper."""
    del request
    event, told = queries.certificate_and_event(code, now())
    content = keeping.press("events/documents/certificate", composition.certificates(event, [told], now()))
    return made(f"{event.slug}-certificate.pdf", content)


@never_cache
@signed_in
@accepts("GET")
def event_certificates(request: SignedInRequest, slug: str) -> HttpResponse:
    """The certificates of all who came, one a page."""
    event, at = hosted_for(request.person, slug), now()
    told = queries.certificates_to_print(event, at)
    export_list(by=request.person, event=event, form="certificates", count=len(told), at=at)
    content = keeping.press("events/documents/certificate", composition.certificates(event, told, at))
    return made(f"{event.slug}-certificates.pdf", content)
