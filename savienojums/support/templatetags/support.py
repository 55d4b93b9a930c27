"""Addresses that the pages of the Connection document put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join

from savienojums.support.linked import json_ld_of

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from savienojums.support.queries.measures import Filters
    from savienojums.support.queries.offline import Question
    from savienojums.support.queries.page import Told

register = template.Library()


@register.filter
def ordered(filters: Filters, order: str) -> str:
    """The list's address in another order."""
    return f"?{filters.query(order='' if order == 'deadline' else order)}"


@register.filter
def in_steps(address: str) -> list[str]:
    """A web address without its https://, in the parts after which a line may end."""
    return re.findall(r"[^/?&]*[/?&]*", re.sub(r"^https?://", "", address).rstrip("/"))[:-1]


@register.simple_tag(takes_context=True)
def judging(context: Context, key: str, meets: bool) -> str:  # noqa: FBT001 -- template tags take positional values
    """The page's address with one condition judged by whoever asks."""
    said = context["request"].GET.copy()
    said.pop("page", None)
    for name in ("met", "unmet"):
        said.setlist(name, [each for each in said.getlist(name) if each != key])
    said.appendlist("met" if meets else "unmet", key)
    return f"?{said.urlencode()}#result"


@register.simple_tag(takes_context=True)
def answers_but(context: Context, *names: str) -> list[tuple[str, str]]:
    """Everything the page's address says, but these answers and which page of which list is shown."""
    said = context["request"].GET
    dropped = {*names, "page", "list"}
    return [(name, value) for name in said if name not in dropped for value in said.getlist(name) if value]


@register.simple_tag
def json_ld(told: Told) -> SafeString:
    """The measure in the words of schema.org."""
    return json_ld_of(told)


@register.filter
def asked(id_: str, questions: list[Question]) -> SafeString:
    """What a file that needs no line knows of an entry, for its script."""
    return format_html_join("", ' data-{}="{}"', ((question.name, question.of(id_)) for question in questions))
