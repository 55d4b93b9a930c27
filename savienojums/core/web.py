"""What every door uses: pages and their parts, who is signed in, refusals as answers."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import one_reading
from savienojums.core.refusal import NotAllowed, NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_htmx.middleware import HtmxDetails
    from django_stubs_ext import StrOrPromise

    from savienojums.accounts.models import Person

Rest = ParamSpec("Rest")
# The rooms stand above this one, so the shell knows their addresses as words, not by their names.
NAVIGATION = (
    ("/support/", _("Support")),
    ("/support/fit/", _("What fits us?")),
    ("/events/", _("Events")),
    ("/voices/", _("Voices")),
    ("/organisations/", _("Communities and NGOs")),
    ("/map/", _("Map")),
)
FOOT_NAVIGATION = (
    ("/places/", _("All places")),
    ("/support/figures/", _("Figures")),
    ("/sources/", _("Sources and credits")),
    ("/api/", _("Open data (API)")),
    ("/licence/", _("Licence")),
    ("/privacy/", _("Privacy")),
    ("/contact/", _("Contact")),
)
PERSON_NAVIGATION = (("/mine/", _("My page")), ("/accounts/", _("My account")))


class Request(HttpRequest):
    """A request as our doors know it (for type hints; Django makes the real one)."""

    person: Person | None
    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of someone who is signed in."""

    person: Person


def page(request: HttpRequest, template: str, *, part: str = "", status: int = 200, **words: Any) -> HttpResponse:
    """The whole page, or only its named part when htmx asks for it."""
    partial = part and getattr(request, "htmx", False)
    response = render(request, f"{template}#{part}" if partial else template, words, status=status)
    if part:
        # One address, two answers: caches between us and the reader must tell them apart.
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary", ""), "HX-Request"]))
    return response


def signed_in(
    view: Callable[Concatenate[SignedInRequest, Rest], HttpResponse],
) -> Callable[Concatenate[Request, Rest], HttpResponse]:
    """Only for people who are signed in; others are asked to do so and come back."""

    @wraps(view)
    def guarded(request: Request, /, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if request.person is None:
            return redirect_to_login(request.get_full_path())
        return view(cast("SignedInRequest", request), *rest, **named)

    return guarded


def accepts(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The methods a door answers to; a form sends `_method` for those HTML does not know."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *rest: Any, **named: Any) -> HttpResponse:
            wanted = request.POST.get("_method", "").upper() if request.method == "POST" else ""
            if wanted in methods:
                request.method = wanted
            if request.method == "HEAD" and "GET" in methods:
                return view(request, *rest, **named)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *rest, **named)

        return guarded

    return decorate


def unchanged(request: HttpRequest, *marks: object) -> HttpResponseNotModified | None:
    """A 304 if the reader already has the page as these marks describe it; remembers the mark for the answer.

    Pages of those who are signed in, or for whom a message waits, are always made anew.
    """
    if (
        getattr(request, "person", None)
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or "messages" in request.COOKIES
    ):
        return None
    mark = etag(request, *marks)
    request.META["savienojums.etag"] = mark
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark, "Cache-Control": "private, no-cache"})
    return None


def etag(request: HttpRequest, *marks: object) -> str:
    """A weak mark of everything a page depends on: data, reader, language, address, program."""
    # The forms of a page carry a token that belongs to this cookie.
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    part = request.headers.get("HX-Request", "")
    whole = (*marks, token, part, get_language(), request.get_full_path(), settings.BUILD_MARK)
    return f'W/"{hashlib.blake2b(repr(whole).encode(), digest_size=12).hexdigest()}"'


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The address the form asks to return to, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else otherwise


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for what does not exist and for what is not yours to see."""
    del exception
    # Which part of the site was asked for would tell whether there is something.
    request.META["savienojums.nowhere"] = True
    return render(request, "core/missing.html", status=404)


def _links(links: tuple[tuple[str, StrOrPromise], ...], path: str) -> list[dict[str, Any]]:
    here = max((href for href, _text in links if path.startswith(href)), key=len, default="")
    current = "page" if path == here else "true"
    return [{"href": href, "text": text, "current": current if href == here else ""} for href, text in links]


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the page shell shows everywhere."""
    here = "" if "savienojums.nowhere" in request.META else request.path
    return {
        "person": getattr(request, "person", None),
        "region": settings.REGION_NAME,
        "network": settings.NETWORK_NAME,
        "languages": settings.LANGUAGES,
        "own_languages": [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
        "navigation": _links(NAVIGATION, here),
        "foot_navigation": _links(FOOT_NAVIGATION, here),
        "person_navigation": _links(PERSON_NAVIGATION, here),
        "region_colours": bool(settings.REGION_COLOURS),
        "site": settings.SITE_URL,
    }


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The sentence of a refusal: a page of its own, or among the messages of the page that asked through htmx."""
    return _sentence(request, refusal.sentence, 409)


def _sentence(request: HttpRequest, sentence: StrOrPromise, status: int) -> HttpResponse:
    came_from, host = request.headers.get("Referer", ""), request.get_host()
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={host}, require_https=request.is_secure())
    back = came_from if ours else "/"
    response = page(request, "core/refused.html", part="sentence", status=status, sentence=sentence, back=back)
    if getattr(request, "htmx", False):
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML show:top"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its secret: mostly a page that stood open for long, or a browser without cookies."""
    del reason
    sentence = _(
        "This page was open for too long, or your browser keeps no cookies. Go back, load it anew and send it again."
    )
    return _sentence(request, sentence, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for our own mistakes; it asks nothing of the database, which may be what broke."""
    del request
    return HttpResponse(render_to_string("core/server_error.html"), status=500)


class RefusalMiddleware:
    """Turns a refusal into an answer: missing and forbidden look alike, the rest is a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with all marks read at most once, and with the page's own mark."""
        with one_reading():
            response = self.get_response(request)
        mark = request.META.get("savienojums.etag")
        if mark and response.status_code == 200:
            response.headers.setdefault("ETag", mark)
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; anything else goes on to Django."""
        if isinstance(exception, (NotAllowed, NotFound)):
            return missing(request)
        if isinstance(exception, Refused):
            return _refused(request, exception)
        return None
