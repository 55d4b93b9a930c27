"""The region's own colours: whether they can be read, and the style sheet made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("ground", "ink", "forest", "river", "silver")
SHIPPED = {"ground": "#f5f0e4", "ink": "#1d2722", "forest": "#1f4d38", "river": "#1c587c", "silver": "#7f878b"}
HEX = re.compile(r"#[0-9a-fA-F]{6}")
# What must be readable on what, and how well (WCAG 2.2: 4.5 for text, 3 for lines that carry meaning).
PAIRS = (("ink", "ground", 7.0), ("forest", "ground", 4.5), ("river", "ground", 4.5), ("silver", "ground", 3.0))

# Below this, the screen's brightness grows evenly (sRGB).
NEARLY_DARK = 0.04045


def faults(colours: Mapping[str, str]) -> list[str]:
    """What is wrong with these colours, a sentence for each fault."""
    unknown = [
        f"“{name}” is not a colour of the region; there are {', '.join(NAMES)}."
        for name in colours
        if name not in NAMES
    ]
    unreadable = [
        f"The colour {name} is “{value}”; write it as #rrggbb."
        for name, value in colours.items()
        if not HEX.fullmatch(value)
    ]
    if unknown or unreadable:
        return unknown + unreadable
    whole = {**SHIPPED, **colours}
    weak = [(front, back, least) for front, back, least in PAIRS if contrast(whole[front], whole[back]) < least]
    return [
        f"{front} on {back} has a contrast of {contrast(whole[front], whole[back]):.1f}; it needs {least} to be read."
        for front, back, least in weak
    ]


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart for the eye, from 1 to 21, as WCAG reckons."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= NEARLY_DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style_of(colours: Mapping[str, str]) -> str:
    """A style sheet that puts these colours into the place of the shipped ones; by night they are lightened."""
    usable = {name: value for name, value in colours.items() if name in NAMES and HEX.fullmatch(value)}
    by_day = "".join(f"--{name}:{value};" for name, value in usable.items())
    by_night = "".join(
        f"--{name}:color-mix(in oklab,{usable[name]},#fff 55%);" for name in ("forest", "river") if name in usable
    )
    if "forest" in usable:
        by_night += f"--ground:color-mix(in oklab,{usable['forest']},#101312 86%);"
    return (
        f"@media print,(prefers-color-scheme:light){{:root{{{by_day}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{by_night}}}}}\n"
    )
