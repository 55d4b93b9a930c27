"""Addresses without letters that nobody can type: control characters become spaces before anybody reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# In a path they name nothing: the letter that stands for none is looked for instead, in vain.
IN_PATHS = re.compile(r"[\x00-\x1f\x7f]")
NO_LETTER = "\ufffd"
# All but tabulator and line ends. They never are a part of a longer letter: these have bytes from 80 on only.
CONTROL = re.compile(r"%(?:0[0-8bcef]|1[0-9a-f]|7f)", re.IGNORECASE)


class TidyMiddleware:
    """Takes control characters out of addresses: databases, feeds and letters cannot hold them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the tidy question."""
        asked = request.META.get("QUERY_STRING", "")
        if "%" in asked:
            request.META["QUERY_STRING"] = CONTROL.sub("%20", asked)
        if IN_PATHS.search(request.path_info):
            request.path_info = IN_PATHS.sub(NO_LETTER, request.path_info)
        return self.get_response(request)
