"""Which column is what: headings in Latvian, English and Russian, however they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from savienojums.core.said import gettext_noop as _
from savienojums.core.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIKE_ENOUGH = 88
SHORTEST_TYPO = 5
_WORD = re.compile(r"[^\W_]+")

# Every field a column may fill, as pages call it. The words of our own export are these.
TITLES = {
    "name": _("Name"),
    "kind": _("Kind"),
    "legal_form": _("Legal form"),
    "registration_number": _("Registration number"),
    "parish": _("Parish or town"),
    "place": _("Place"),
    "municipality": _("Municipality"),
    "locality": _("Village or neighbourhood"),
    "coordinates": _("Point on the map"),
    "lat": _("North"),
    "lon": _("East"),
    "website": _("Web site"),
    "contact_email": _("Mailbox for letters"),
    "contact_role": _("Whom people meet"),
    "summary_lv": _("Summary"),
    "summary_en": _("Summary in English"),
    "summary_ru": _("Summary in Russian"),
    "story": _("Your story"),
    "offers": _("Offers"),
    "looks_for": _("Looks for"),
    "themes": _("Themes"),
    "languages": _("Languages"),
    "people_count": _("People"),
    "founded_year": _("Since"),
    "evidence": _("Membership of the network"),
    "evidence_note": _("How it is known"),
    "to_verify": _("To be verified"),
    "source_url": _("Source"),
    "source_note": _("Note on the source"),
    "page": _("Page"),
}

# What our own form calls the same fields; who looks at it while making a table writes these.
FORM_TITLES = {
    "kind": _("Who are you?"),
    "summary_lv": _("In one or two sentences"),
    "summary_en": _("The same in English"),
    "summary_ru": _("The same in Russian"),
    "offers": _("What you offer others"),
    "looks_for": _("What you look for"),
    "languages": _("Languages you work in"),
    "people_count": _("How many people take part"),
    "founded_year": _("Since which year"),
    "website": _("Web site or page"),
    "source_url": _("Where this can be read"),
}
_WORDS = {
    "name": (
        "nosaukums; organizācijas nosaukums; organizācija; kopiena; biedrība; pilns nosaukums; nosaukums latviski; "
        "name; title; organisation; organization; organisation name; full name; название; наименование; "
        "организация"
    ),
    "kind": "veids; organizācijas veids; tips; kas tā ir; kind; type; organisation type; вид; тип",
    "legal_form": (
        "juridiskā forma; tiesiskā forma; juridiskais statuss; forma; legal form; legal status; правовая форма"
    ),
    "registration_number": (
        "reģistrācijas numurs; reģistrācijas nr; reģ numurs; reģ nr; rnr; vienotais reģistrācijas numurs; "
        "registration number; registration no; reg no; reg number; register number; регистрационный номер; рег "
        "номер"
    ),
    "parish": (
        "pagasts; pilsēta; pagasts vai pilsēta; pagasts pilsēta; pilsēta pagasts; teritorija; teritoriālā vienība; "
        "parish; town; parish or town; city; волость; город; волость или город"
    ),
    "place": "vieta; atrašanās vieta; place; location; место",
    "municipality": "novads; pašvaldība; novads vai valstspilsēta; municipality; county; край; самоуправление",
    "locality": (
        "ciems; apdzīvota vieta; apkaime; ciems vai apkaime; adrese; juridiskā adrese; faktiskā adrese; village; "
        "locality; neighbourhood; village or neighbourhood; address; деревня; адрес"
    ),
    "coordinates": "koordinātas; koordinātes; punkts kartē; coordinates; point; point on the map; координаты",
    "lat": "platums; ģeogrāfiskais platums; ziemeļu platums; z platums; lat; latitude; north; широта",
    "lon": "garums; ģeogrāfiskais garums; austrumu garums; a garums; lon; lng; long; longitude; east; долгота",
    "website": (
        "tīmekļvietne; tīmekļa vietne; mājaslapa; mājas lapa; web lapa; tīmekļa adrese; vietne; saite; www; "
        "website; web site; web; site; homepage; url; link; сайт; веб сайт"
    ),
    "contact_email": (
        "e pasts; epasts; e pasta adrese; kontakta e pasts; pasts vēstulēm; e mail; email; mail; contact email; "
        "mailbox; э почта; почта; электронная почта"
    ),
    "contact_role": "kontaktpersonas amats; kontakta loma; kas uzņem; contact role; role of the contact",
    "summary_lv": (
        "apraksts; īss apraksts; īsumā; kopsavilkums; apraksts latviski; apraksts lv; description; summary; "
        "description lv; summary lv; about; описание"
    ),
    "summary_en": "apraksts angliski; apraksts en; description en; summary en; description in english",
    "summary_ru": "apraksts krieviski; apraksts ru; description ru; summary ru; описание по русски",
    "story": "stāsts; mūsu stāsts; plašāks apraksts; story; long description; история",
    "offers": "piedāvā; ko piedāvā; piedāvājums; var piedāvāt; offers; offer; предлагает",
    "looks_for": "meklē; ko meklē; vajadzības; vajag; looks for; needs; seeks; wants; ищет",
    "themes": "tēmas; tēma; jomas; joma; darbības jomas; darbības joma; themes; theme; topics; tags; темы; тема",
    "languages": "valodas; valoda; darba valodas; languages; language; языки; язык",
    "people_count": (
        "cilvēki; cilvēku skaits; biedru skaits; dalībnieku skaits; cik cilvēku; people; people count; members; "
        "number of members; люди; число людей"
    ),
    "founded_year": (
        "kopš; dibināta; dibināts; dibināšanas gads; dibināšanas datums; gads; since; founded; founded year; "
        "founding year; year founded; год основания"
    ),
    "evidence": "dalība tīklā; statuss tīklā; pierādījums; pierādījumi; evidence; network; membership; участие в сети",
    "evidence_note": "kā zināms; pierādījuma piezīme; dalības piezīme; evidence note; how it is known",
    "to_verify": "jāpārbauda; kas jāpārbauda; to verify; to check; проверить",
    "source_url": "avots; avota adrese; avota saite; avota url; source; source url; source link; источник",
    "source_note": "piezīme par avotu; avota piezīme; piezīmes; source note; notes",
    "page": "lapa savienojumā; ieraksta lapa; page; record page",
}


@lru_cache(maxsize=8_192)
def phrase(text: str) -> str:
    """The words of a heading or a choice without diacritics, case and punctuation."""
    return " ".join(_WORD.findall(fold(text)))


_KNOWN = {phrase(words): field for field, line in _WORDS.items() for words in line.split(";")}


def mapping_of(headings: Sequence[str], more: Mapping[str, str] | None = None) -> list[str]:
    """The field of each column, "" where none is known; of two columns for one field the surer keeps it.

    `more` are further headings by their `phrase`: the titles of fields in the languages of the site.
    """
    known = {**_KNOWN, **(more or {})}
    found = [_field_of(heading, known) for heading in headings]
    fields = [""] * len(found)
    for surest in (100, 99, 0):
        for column, (field, sure) in enumerate(found):
            if field and sure >= surest and field not in fields:
                fields[column] = field
    return fields


def _field_of(heading: str, known: Mapping[str, str]) -> tuple[str, int]:
    whole = phrase(heading)
    if whole in known:
        return known[whole], 100
    plain = phrase(re.sub(r"\([^)]*\)|\[[^\]]*\]|[*:].*$", "", heading))
    if plain in known:
        return known[plain], 99
    if len(plain) < SHORTEST_TYPO:
        return "", 0
    like = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return (known[like[0]], 50) if like else ("", 0)
