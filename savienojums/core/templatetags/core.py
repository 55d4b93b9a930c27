"""Words that every template may use: components, built files, rules, money and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from json import loads
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from savienojums.core import timelines
from savienojums.core.clock import RIGA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal

    from django.template import Context
    from django.template.backends.django import Template

    from savienojums.core.pieces import Example, Piece

register = template.Library()


# Values of these types say all there is to know of them, so what was shown for them once is right again.
PLAIN = frozenset({str, SafeString, int, bool, type(None), date})
SHORT = 200


@cache
def _template(name: str) -> Template:
    return get_template(name)  # type: ignore[return-value]  # the engine's own template


def _shown(name: str, words: dict[str, Any]) -> SafeString:
    found = _template.__wrapped__(name) if settings.DEBUG else _template(name)
    # Django's own wrapper would ask every context processor again for each of a page's hundred components.
    return found.template.render(template.Context(words))


@lru_cache(maxsize=4096)
def _shown_again(name: str, _language: str | None, words: tuple[tuple[str, type, Any], ...]) -> SafeString:
    return _shown(name, {key: value for key, _kind, value in words})


@register.simple_tag(takes_context=True)
def component(context: Context, component_name: str, **parameters: Any) -> SafeString:
    """Show a component with exactly these parameters; of the page it knows nothing but its address."""
    name = f"{component_name}/{component_name}.html"
    plain = all(
        (type(value) in PLAIN and (not isinstance(value, str) or len(value) < SHORT))
        or getattr(value, "says_all", False)
        for value in parameters.values()
    )
    if plain and not settings.DEBUG:
        return _shown_again(name, get_language(), tuple((key, type(value), value) for key, value in parameters.items()))
    return _shown(name, {"request": context.get("request"), **parameters})


@register.simple_tag
def unchanging(name: str, **words: Any) -> SafeString:
    """A part of a page that looks the same for the same words, whoever reads it: drawn once, shown often."""
    if settings.DEBUG:
        return _shown(name, words)
    return _shown_again(name, get_language(), tuple((key, type(value), value) for key, value in words.items()))


@register.simple_tag
def deadline_line(at: datetime, today: date | datetime, expected: bool | None = None) -> DrawnLine:  # noqa: FBT001 -- template tags take positional values
    """A deadline as a picture of the time that is left, with the words for it."""
    return _drawn(timelines.line_to(at, today, expected=bool(expected)), at.astimezone(RIGA), get_language())


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A deadline in pieces that are ready to be shown."""

    state: str
    picture: SafeString
    away: SafeString
    moment: str
    day: str
    month: str
    year: str
    hour: str


@lru_cache(maxsize=2048)
def _drawn(line: timelines.Line, at: datetime, _language: str | None) -> DrawnLine:
    words = {"line": line}
    return DrawnLine(
        state=line.state,
        picture=_shown("deadline/line.html", words),
        away=_shown("deadline/away.html", words),
        moment=at.isoformat(),
        day=str(at.day),
        month=date_format(at, "E"),
        year=str(at.year),
        hour=f"{at:%H:%M}",
    )


@register.simple_tag
def months_of(start: date, marks: list[dict[str, Any]], today: date | None = None) -> list[timelines.Month]:
    """Twelve months with what ends in them."""
    return timelines.months_from(start, marks, today or None)


@register.simple_tag
def chosen_of(groups: list[Any]) -> list[Any]:
    """Give the options of all groups that are chosen."""
    options = (option for group in groups for name in ("options", "more") for option in _part(group, name) or ())
    return [option for option in options if _part(option, "chosen")]


def _part(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


@register.simple_tag(takes_context=True)
def piece_picture(context: Context, piece: Piece, example: Example) -> SafeString:
    """Show one example of a component (for the page of components)."""
    return component(context, piece.name, **example.parameters)


@cache
def _manifest() -> dict[str, str]:
    file = settings.STATIC_ROOT / "manifest.json"
    return dict(loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


@register.simple_tag
def built(name: str) -> str:
    """The address of a built file, with its fingerprint."""
    if settings.DEBUG:
        _manifest.cache_clear()
    return settings.STATIC_URL + _manifest().get(name, name)


@register.simple_tag(takes_context=True)
def room_styles(context: Context, room: str = "") -> SafeString:
    """The link to the styles of a room that keeps them apart: the room of the template, or the one that is named."""
    template = getattr(context, "template", None)
    name = f"{room or str(getattr(template, 'name', None) or '').partition('/')[0]}.css"
    if name not in _manifest():
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', built(name))


@register.simple_tag(takes_context=True)
def may(context: Context, act: str, *about: Any) -> bool:
    """Whether the person of this page may do the act ("room.act"); draws or hides its button."""
    room, _, name = act.partition(".")
    rule = getattr(import_module(f"savienojums.{room}.rules"), f"may_{name}")
    return bool(rule(context.get("person"), *about))


@register.filter
def euros(amount: Decimal | int | None) -> str:
    """A sum as people write it: 11 000 EUR; cents only where there are any."""
    if amount is None:
        return ""
    places = 0 if amount == int(amount) else 2
    return number_format(amount, decimal_pos=places, force_grouping=True) + "\u00a0EUR"


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: Any) -> str:
    """This page's address with some parameters changed; None or "" drops one, `page` always falls away."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    query = parameters.urlencode()
    return f"?{query}" if query else context["request"].path


@register.filter
def language_name(code: str) -> str:
    """Name a language in the language of the page; one that nobody knows keeps its code."""
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


@register.simple_tag
def language_of(words: Any) -> SafeString | str:
    """A `lang` attribute when the words are in another language than the page."""
    code = words.language() if hasattr(words, "language") else None
    return format_html(' lang="{}"', code) if code and code != (get_language() or "")[:2] else ""


@register.filter
def short_address(address: str) -> str:
    """A web address as it is read: without https://, without the final slash, not longer than a line."""
    read = address.partition("://")[2].removeprefix("www.").rstrip("/") or address
    return read if len(read) <= 60 else read[:59] + "…"


@register.filter
def listed(words: Iterable[object]) -> str:
    """Words one after another as in a sentence: only the first keeps its capital, abbreviations keep theirs."""
    first, *others = [str(word) for word in words] or [""]
    return ", ".join([first, *(word if word[1:2].isupper() else word[:1].lower() + word[1:] for word in others)])
