"""Our own words as tables spell them: the headings and choices of our exports in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from savienojums.core.marks import Kept
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Place, Theme
from savienojums.network.reading import phrase
from savienojums.support.kinds import MeasureKind, Recurrence, WayIn
from savienojums.support.labels import MEASURE, ROUND
from savienojums.support.sources import Guide

if TYPE_CHECKING:
    from collections.abc import Iterable

CODES = [code for code, _name in settings.LANGUAGES]
# Headings of our own tables: a line of the document, or a word of the export alone.
_LINES = (
    "name", "provider", "kind", "summary", "themes", "legal_forms", "places", "amount_min", "amount_max", "own_share_percent",
    "recurrence", "way_in", "ask_where", "url", "source_url", "theme_words", "who_text", "places_text", "notes", "recurrence_text",
    "way_in_text", "duration_months",
)  # fmt: skip
_WORDS = {
    "closes_on": gettext_noop("Deadline"),
    "closes_hour": gettext_noop("Hour"),
    "announced": gettext_noop("Announced"),
    "page": gettext_noop("Page"),
}
_ALSO = {
    "kind": {
        "grant": "dotācija; granti; grants; financial support", "co_financing": "co-financing; līdzfinansējums",
        "participatory_budget": "participatory budget; līdzdalības budžets", "loan": "aizdevums; kredīts; loan", "advice": "konsultācijas; advice",
        "training": "mācības; training", "premises": "telpas; premises", "volunteering": "brīvprātīgais darbs; volunteering",
        "recognition": "balva; recognition; award", "donation": "ziedojums; donation", "wage_subsidy": "wage subsidy",
    },
    "legal_forms": {
        "association": "biedrība; biedrības; nvo; association", "foundation": "nodibinājums; nodibinājumi; nvo; fonds; foundation",
        "municipality": "pašvaldība; pašvaldības; municipality", "informal": "iedzīvotāju grupa; neformāla grupa; informal group",
        "religious": "reliģiskā organizācija; draudze", "company": "uzņēmums; komersants; sia; company", "person": "fiziska persona; iedzīvotājs; person",
        "farm": "zemnieku saimniecība; zs", "social_enterprise": "sociālais uzņēmums", "trade_union": "arodbiedrība",
    },
    "recurrence": {"yearly": "katru gadu; yearly; reizi gadā", "continuous": "pastāvīgi; continuous; visu gadu", "once": "vienreiz; once"},
    "way_in": {"email": "e-pasts; email", "post": "pa pastu", "eps": "eps", "online_form": "online form"},
}  # fmt: skip


def _made() -> Guide:
    headings = {
        phrase(title): name
        for name, message in [
            *((line, MEASURE[line]) for line in _LINES),
            ("opens_on", ROUND["opens_on"]),
            *_WORDS.items(),
        ]
        for title in _in_all_languages(message)
    }
    words = {
        "kind": _choices("kind", MeasureKind.choices),
        "legal_forms": _choices("legal_forms", LegalForm.choices),
        "recurrence": _choices("recurrence", Recurrence.choices),
        "way_in": _choices("way_in", WayIn.choices),
        "announced": {phrase(word): "yes" for word in (*_in_all_languages(gettext_noop("yes")), "jā", "1", "true")},
        "themes": {
            phrase(word): slug
            for slug, name in Theme.objects.values_list("slug", "name")
            for word in (*name.values(), slug)
        },
        "places": _places(),
    }
    return Guide(headings, words, settings.SITE_URL)


_GUIDE: Kept[Guide] = Kept(_made, "registry", "places")


def table_guide() -> Guide:
    """What reading a table has to know of our words."""
    return _GUIDE.get()


def _choices(name: str, choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Every spelling of a fixed word; where two share one, the first holds."""
    spelled: dict[str, str] = {}
    for code, label in choices:
        also = [word.strip() for word in _ALSO[name].get(code, "").split(";")]
        for word in (*_in_all_languages(label), *also, code):
            if word:
                spelled.setdefault(phrase(word), code)
    return spelled


def _places() -> dict[str, str]:
    """Names of places; one that two places share belongs to neither."""
    spelled: dict[str, str] = {}
    for slug, name, english in Place.objects.values_list("slug", "name", "name_en"):
        for word in {phrase(name), phrase(english), phrase(slug)} - {""}:
            spelled[word] = "" if spelled.get(word, slug) != slug else slug
    return spelled


def _in_all_languages(message: Any) -> list[str]:
    found = []
    for code in CODES:
        with translation.override(code):
            found.append(_(message) if isinstance(message, str) else str(message))
    return found
