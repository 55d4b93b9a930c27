"""The picture of a map as one SVG for paper: the same shapes as on the page, with colours of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from savienojums.voices.queries.map_drawn import Drawn

# As on the page by day: told apart by lightness too.
INKS = {"A": "#1c587c", "B": "#a3703f", "C": "#1d2722", "D": "#7f878b", "E": "#6b8f74", "between": "#7f878b"}
DASHES = {"B": "8 5", "C": "2 4", "D": "12 4 2 4", "E": "16 8"}


def picture_as_svg(drawn: Drawn) -> str:
    """Everything but the letters, which the typesetter writes in its own face."""
    outlines = "".join(
        f'<ellipse cx="{each.x}" cy="{each.y}" rx="{each.long}" ry="{each.short}"'
        f' transform="rotate({each.turn} {each.x} {each.y})" fill="{INKS[each.letter]}" fill-opacity="0.09"'
        f' stroke="{INKS[each.letter]}" stroke-width="2" stroke-dasharray="{DASHES.get(each.letter, "none")}"/>'
        for each in drawn.outlines
    )
    signs = "".join(
        f'<path d="{each.path}" stroke="{INKS[each.letter]}" stroke-width="2"'
        f' fill="{INKS[each.letter] if each.is_sure else "none"}"/>'
        for each in drawn.signs
    )
    letters = "".join(
        f'<text x="{each.letter_x}" y="{float(each.letter_y) + 14:g}" text-anchor="middle" font-family="Literata"'
        f' font-weight="600" font-size="40" fill="#1d2722" stroke="#ffffff" stroke-width="7" paint-order="stroke">'
        f"{each.letter}</text>"
        for each in drawn.outlines
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.wide} {drawn.high}" width="{drawn.wide}"'
        f' height="{drawn.high}">{outlines}{signs}{letters}</svg>'
    )
