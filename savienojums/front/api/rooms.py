"""The read API of all rooms and the document that describes it; imported when somebody first asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from savienojums import __version__
from savienojums.core.refusal import NotFound
from savienojums.events.api import router as events
from savienojums.network.api import router as network
from savienojums.support.api.common_grants import problem
from savienojums.support.api.measures import router as support
from savienojums.voices.api import router as voices

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Answers of the demo's Sēlija, by operation.
EXAMPLES = Path(__file__).with_name("examples.json")
DESCRIPTION = """Everything public on this site as JSON, to read: support measures with their rounds and deadlines, what fits
whom and why, the organisations of the registry, places, themes, events, conversations with their opinion groups, surveys and
residents' proposals. No key and no account is needed.

**What is not known** is null or empty; nothing is guessed. **Lists** have pages of at most 100 entries and tell the
address of the next one, their licence and their origin. **Languages**: `?language=lv|en|ru` or `Accept-Language`.
**Marks**: every answer has an `ETag`; send it back as `If-None-Match` and get an empty 304 as long as nothing has
changed. **Errors** are always an object with `status`, `message` and `errors`.

The same measures can be had in the words of the CommonGrants protocol 0.4.0; see `/api/common-grants.json`."""


class Letters(JSONRenderer):
    """JSON in which Latvian letters are letters."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


api = NinjaAPI(
    renderer=Letters(),
    title="Savienojums",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="open_api",
    openapi_url=None,
    docs_url=None,
)
api.add_router("", support)
api.add_router("", network)
api.add_router("", events)
api.add_router("", voices)


@api.exception_handler(NotFound)
def missing(_request: HttpRequest, _reason: NotFound) -> HttpResponse:
    """There is no such thing, or it is not public: the same answer."""
    return problem(404, _("There is no such thing here."))


@api.exception_handler(ValidationError)
def wrong(_request: HttpRequest, reason: ValidationError) -> HttpResponse:
    """Each fault with its place in the request."""
    faults = [{"where": _place(each["loc"]), "message": str(each["msg"])} for each in reason.errors]
    return problem(422, _("The request cannot be read as it is."), faults)


def _place(path: tuple[Any, ...]) -> str:
    """Where in the request: the name of our own argument in between is of no use to anybody."""
    return ".".join(str(part) for part in path if part != "asked")


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the read API."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/"))
    made["servers"] = [{"url": settings.SITE_URL}]
    made["info"]["license"] = {"name": "Savienojums", "url": f"{settings.SITE_URL}/licence/"}
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    for path in made["paths"].values():
        for operation in path.values():
            _described(operation, examples[operation["operationId"]])
    return made


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a parameter in one piece; what a kind is called in the program is of no use to anybody."""
    made: dict[str, Any] = {}
    for part in (*schema.get("allOf", []), schema):
        made |= {name: value for name, value in part.items() if name not in {"allOf", "title"}}
    return made


def _described(operation: dict[str, Any], example: Any) -> None:
    operation["responses"][200]["content"]["application/json"]["example"] = example
    operation["parameters"] += [
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "description": "The `ETag` of an earlier answer.",
        },
    ]
    for parameter in operation["parameters"]:
        parameter["schema"] = _plain(parameter["schema"])
        if isinstance(parameter.get("examples"), list):
            # A list is how JSON Schema tells examples; a parameter's own are named.
            parameter["example"] = parameter.pop("examples")[0]
    sentences = {
        304: "Nothing has changed since the answer with that mark.",
        404: "There is no such thing, or it is not public.",
        422: "Something in the address is wrong; each fault is named.",
    }
    for status, sentence in sentences.items():
        if status in operation["responses"]:
            operation["responses"][status]["description"] = sentence
