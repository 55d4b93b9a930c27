"""The document as one file that needs no line: styles, letters and script inside, and a policy that lets in nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from savienojums.core import palette
from savienojums.support.documents.composition import booklet_title, lead_of

if TYPE_CHECKING:
    from savienojums.support.queries.documents import Booklet
    from savienojums.support.queries.offline import Question

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "core" / "static" / "core" / "fonts"
FACES = {
    "{regular}": "literata-regular.woff2",
    "{semibold}": "literata-semibold.woff2",
    "{cyrillic}": "literata-cyrillic-regular.woff2",
}


def page_of(told: Booklet, questions: list[Question], colours: dict[str, str]) -> bytes:
    """The whole file."""
    styles, script = _styles() + _region(colours), (HERE / "offline.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{_sum(styles)}'; script-src '{_sum(script)}'; font-src data:; base-uri 'none'"
    )
    words = {
        "told": told,
        "title": booklet_title(),
        "lead": lead_of(told.count),
        "questions": questions,
        "policy": policy,
        "styles": mark_safe(f"<style>{styles}</style>"),
        "script": mark_safe(f"<script>{script}</script>"),
    }
    return render_to_string("support/offline.html", words).encode()


def _sum(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _styles() -> str:
    styles = (HERE / "offline.css").read_text(encoding="utf-8")
    for place, name in FACES.items():
        letters = base64.b64encode((FONTS / name).read_bytes()).decode()
        styles = styles.replace(place, f"data:font/woff2;base64,{letters}")
    return styles


def _region(colours: dict[str, str]) -> str:
    usable = {name: value for name, value in colours.items() if name in palette.NAMES and palette.HEX.fullmatch(value)}
    if not usable:
        return ""
    return f"@media (prefers-color-scheme:light){{:root{{{''.join(f'--{n}:{v};' for n, v in usable.items())}}}}}"
