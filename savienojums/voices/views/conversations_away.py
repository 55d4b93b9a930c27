"""Doors that take a conversation elsewhere: onto other people's sites, onto a wall."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.web import Request, accepts, page
from savienojums.voices.documents import poster
from savienojums.voices.queries import conversations_away as queries
from savienojums.voices.queries.conversations import conversation_for

# Only this page may stand in other people's frames; it runs nothing, sends nothing and remembers nobody.
FRAMED = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@csp_replace(FRAMED)
@xframe_options_exempt
@accepts("GET")
def conversation_embed(request: Request, slug: str) -> HttpResponse:
    """The question and one statement, bare, in the language the address names."""
    language = _language(request.GET.get("lang", ""))
    found = queries.published_for_all(slug)
    with translation.override(language):
        response = page(request, "voices/embed.html", told=queries.embedded_of(found, now()))
    response["Content-Language"] = language
    return response


@csp_update({"frame-src": [SELF]})
@accepts("GET")
def conversation_embedding(request: Request, slug: str) -> HttpResponse:
    """The line of HTML to copy, with the frame as it will look; the poster, the address."""
    found = queries.published_for_all(slug)
    language = _language(request.GET.get("lang", "") or queries.own_language())
    with translation.override(language):
        line = queries.line_of(found, language)
    frame = {"address": queries.frame_address(found, language), "line": line, "language": language}
    return page(request, "voices/embedding.html", conversation=found, frame=frame)


@accepts("GET")
def conversation_poster_pdf(request: Request, slug: str) -> HttpResponse:
    """A poster to hang up: the question in large letters, and a square to point a telephone at."""
    found = conversation_for(request.person, slug)
    told = poster.poster(found, now())
    content = keeping.kept(f"voices-poster-{found.public_id}", (told,), lambda: keeping.press(poster.TEMPLATE, told))
    headers = {"Content-Disposition": f'inline; filename="{found.slug}-poster.pdf"', "Cache-Control": "private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else settings.LANGUAGE_CODE
