"""Words for templates that show the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from savienojums.core.marks import Kept

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from savienojums.front.queries.ground import Ground
    from savienojums.front.queries.map import Picture

register = template.Library()
SVG = "front/map_sheet.html"


@register.simple_tag(takes_context=True)
def map_sheet(context: Context, picture: Picture) -> SafeString:
    """The map as SVG; written once for each picture, and a picture is one and the same for all who see the same."""
    if SVG not in picture.written:
        picture.written[SVG] = render_to_string(SVG, {"picture": picture, "region": context["region"]})
    return picture.written[SVG]


_SHOWN: Kept[dict[tuple[str, str | None], SafeString]] = Kept(dict, "places")


@register.simple_tag
def map_ground(drawn: Ground) -> SafeString:
    """The ground as SVG; a whole one is written once for each language and detail, as it is the same for everybody."""
    if not drawn.is_whole:
        return render_to_string("front/map_ground.html", {"ground": drawn})
    made, which = _SHOWN.get(), (drawn.detail, get_language())
    if which not in made:
        made[which] = render_to_string("front/map_ground.html", {"ground": drawn})
    return made[which]
