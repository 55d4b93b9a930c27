"""Doors that open only for those who keep the document."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from savienojums.core.refusal import NotAllowed
from savienojums.support import rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from savienojums.core.web import Request, SignedInRequest

Rest = ParamSpec("Rest")


def for_keepers(
    view: Callable[Concatenate[SignedInRequest, Rest], HttpResponse],
) -> Callable[Concatenate[Request, Rest], HttpResponse]:
    """Only for those who keep the document; for others, visitors too, there is no such page."""

    @wraps(view)
    def guarded(request: Request, /, *rest: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        if not rules.may_see_desk(request.person):
            raise NotAllowed
        return view(cast("SignedInRequest", request), *rest, **named)

    return guarded
