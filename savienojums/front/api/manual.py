"""What the page about the open API shows: every operation, an example to copy, and what it answers just now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.marks import Kept
from savienojums.events.queries.calendars import shelf as calendars
from savienojums.front.api import door
from savienojums.front.api.rooms import document
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import register
from savienojums.support.api import common_grants
from savienojums.support.queries.catalogue import shelf

if TYPE_CHECKING:
    from datetime import datetime

# What is asked in the examples, by operation; words that give an answer in any region.
ASKED: dict[str, dict[str, str]] = {
    "measures": {"order": "fresh", "size": "1"},
    "deadlines": {"only": "announced", "size": "1"},
    "providers": {"size": "2"},
    "fit": {"form": "association", "sum": "1000", "list": "unknown"},
    "organisations": {"kind": "association", "size": "1"},
    "places": {"kind": "municipality", "size": "2"},
    "Opportunities_list": {"pageSize": "1"},
}
LONGEST_ANSWER = 90
# Summaries of the operations, here for the catalogues; the documents themselves are English.
SUMMARIES = (
    gettext_noop("Support measures"),
    gettext_noop("One support measure"),
    gettext_noop("Rounds of a support measure"),
    gettext_noop("Deadlines"),
    gettext_noop("Providers of support"),
    gettext_noop("What fits us"),
    gettext_noop("Organisations of the registry"),
    gettext_noop("One organisation"),
    gettext_noop("Places"),
    gettext_noop("One place"),
    gettext_noop("Themes"),
    gettext_noop("Events"),
    gettext_noop("One event"),
    gettext_noop("Conversations"),
    gettext_noop("One conversation"),
    gettext_noop("Surveys"),
    gettext_noop("One survey"),
    gettext_noop("Residents' proposals"),
    gettext_noop("One proposal"),
    gettext_noop("List opportunities"),
    gettext_noop("Search opportunities"),
    gettext_noop("View an opportunity"),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One part of an address that may be said."""

    name: str
    description: str
    values: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with its example."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    curl: str
    answer: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Operations that belong together."""

    name: str
    operations: list[Operation]


_CHAPTERS: Kept[dict[str, list[Chapter]]] = Kept(dict, "catalogue", "places", "registry", "events", "voices")


def chapters() -> list[Chapter]:
    """All operations as of now; answers are asked for once until something changes."""
    at, language = now(), get_language() or settings.LANGUAGE_CODE
    kept = _CHAPTERS.get(local_day(at), shelf(at).good_until)
    if language not in kept:
        kept[language] = _made(at)
    return kept[language]


def _made(at: datetime) -> list[Chapter]:
    made: dict[str, list[Operation]] = {"Support": [], "Registry": [], "Events": [], "Voices": [], "Opportunities": []}
    slugs = _slugs(at)
    for told in (document(), common_grants.document()):
        for path, methods in told["paths"].items():
            for method, operation in methods.items():
                made[operation["tags"][0]].append(_operation(path, method, operation, slugs))
    return [Chapter(name, operations) for name, operations in made.items()]


def _slugs(at: datetime) -> dict[str, str]:
    """Something there is, for each path that names one."""
    known, lands, events = register(), atlas(), calendars()
    organisation = next((each.slug for each in known.members(known.public)), "")
    place = lands.region or next(iter(lands.by_pk.values()), None)
    return {
        "/api/measures": next(iter(shelf(at).slugs), ""),
        "/api/organisations": organisation,
        "/api/places": place.slug if place else "",
        "/api/events": next((event.slug for event in events.members(events.public)), ""),
        "/api/conversations": _first("/api/conversations", "size", "slug"),
        "/api/surveys": _first("/api/surveys", "size", "slug"),
        "/api/initiatives": _first("/api/initiatives", "size", "number"),
        "/common-grants/opportunities": _first("/common-grants/opportunities", "pageSize", "id"),
    }


def _first(path: str, size: str, key: str) -> str:
    """By what the first of a list is called in addresses."""
    listed = json.loads(_answered("GET", path, {size: "1"}) or "{}")
    return next((str(each[key]) for each in listed.get("items", [])), "")


def _operation(path: str, method: str, told: dict[str, Any], slugs: dict[str, str]) -> Operation:
    asked, body = ASKED.get(told["operationId"], {}), _body(told)
    root, opening, rest = path.partition("/{")
    slug = slugs.get(root, "")
    address = root + (f"/{slug}{rest.partition('}')[2]}" if opening else "")
    there_is = slug or not opening
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=_(told["summary"]),
        description=_unquoted(told["description"]),
        parameters=[_parameter(each) for each in told.get("parameters", []) if each["in"] != "header"],
        curl=_curl(address if there_is else path, asked, body),
        answer=_shortened(_answered(method.upper(), address, asked, body)) if there_is else "",
    )


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    of = schema.get("items", schema)
    return Parameter(
        told["name"], _unquoted(told.get("description", "")), ", ".join(of.get("enum", [])), told["required"]
    )


def _unquoted(words: str) -> str:
    """A description as a page shows it: its backticks are for those who read Markdown."""
    return words.replace("`", "")


def _body(told: dict[str, Any]) -> dict[str, Any] | None:
    content = told.get("requestBody", {}).get("content", {})
    example: dict[str, Any] | None = content.get("application/json", {}).get("example")
    return example | {"pagination": {"page": 1, "pageSize": 1}} if example else None


def _curl(address: str, asked: dict[str, str], body: dict[str, Any] | None) -> str:
    whole = f"{settings.SITE_URL}{address}" + (f"?{urlencode(asked)}" if asked else "")
    if body is None:
        return f"curl '{whole}'"
    sent = json.dumps(body, ensure_ascii=False)
    return f"curl '{whole}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{sent}'"


def _answered(method: str, address: str, asked: dict[str, str], body: dict[str, Any] | None = None) -> str:
    """What the door at that address answers just now, in the language of the page."""
    sent = json.dumps(body).encode() if body else b""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": address,
            "QUERY_STRING": urlencode(asked),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_ACCEPT_LANGUAGE": get_language() or settings.LANGUAGE_CODE,
            "wsgi.input": BytesIO(sent),
            "wsgi.url_scheme": "http",
        }
    )
    if address.startswith("/api/"):
        return door.answer(request, address.removeprefix("/api/")).content.decode()
    if method == "POST":
        return common_grants.search(request).content.decode()
    rest = address.removeprefix("/common-grants/opportunities").strip("/")
    response = common_grants.opportunity(request, opp_id=rest) if rest else common_grants.opportunities(request)
    return response.content.decode()


def _shortened(answer: str) -> str:
    lines = json.dumps(json.loads(answer), ensure_ascii=False, indent=2).splitlines()
    more = ["…"] if len(lines) > LONGEST_ANSWER else []
    return "\n".join([*lines[:LONGEST_ANSWER], *more])
