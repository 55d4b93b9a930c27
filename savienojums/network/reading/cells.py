"""What the text of a cell means, field by field, or a sentence that says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rapidfuzz import process

from savienojums.core.said import Said
from savienojums.core.said import gettext_noop as _
from savienojums.network.reading.headings import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = {
    "name": 200,
    "locality": 120,
    "website": 300,
    "contact_email": 254,
    "contact_role": 120,
    "summary_lv": 600,
    "summary_en": 600,
    "summary_ru": 600,
    "story": 20_000,
    "offers": 2_000,
    "looks_for": 2_000,
    "evidence_note": 300,
    "to_verify": 300,
    "source_url": 400,
    "source_note": 300,
}
NUMBER_LENGTH = 11
FIRST_YEAR = 1200
MOST_PEOPLE = 1_000_000
LONGEST_OTHER = 1_000
LATITUDES, LONGITUDES = (55.0, 58.5), (20.5, 28.5)
_CHECK_WEIGHTS = (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_HOST = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_]{2,}", re.UNICODE)
_DECIMAL = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_PEOPLE = re.compile(
    r"(?:ap|apm|apmēram|aptuveni|ca|circa|about|около|~|≈)?\.?\s*(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)\s*"
    r"(?:cilv\w*|biedr\w*|dalībn\w*|people|members?|persons?|чел\w*)?\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(1[2-9]\d\d|20\d\d|2100)(?!\d)")
_MONEY = re.compile(r"EUR|€|eiro|LVL|\bLs\b", re.IGNORECASE)
_PAGE = re.compile(r"/organisations/([a-z0-9-]+)/?$")


_NOTHING = frozenset({"-", "–", "—", "?", "n/a", "nav", "nav zināms", "nezināms", "unknown", "not known", "нет"})
_SAYS_NO = frozenset({"legal_form", "evidence"})


class Doubt(Exception):
    """The cell cannot be taken as it is; the sentence says what to write."""

    def __init__(self, sentence: str, **words: Any) -> None:
        self.said = Said(sentence, words)
        super().__init__(sentence)


def tidy(text: str, *, lines: bool = False) -> str:
    """The text without invisible characters and stray spaces; line breaks stay where they may."""
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines()).strip()
    return " ".join(text.split())


def check_length(text: str, field: str) -> str:
    """The text, if it is not too long."""
    most = LONGEST.get(field, LONGEST_OTHER)
    if len(text) > most:
        raise Doubt(
            _("Here are %(length)s characters; at most %(most)s fit. Shorten the text."), length=len(text), most=most
        )
    return text


def is_empty(text: str, field: str) -> bool:
    """Whether the cell says nothing: blank, a dash, “nav” where that is no answer of its own."""
    return not text.strip() or (field not in _SAYS_NO and text.strip().lower() in _NOTHING)


def plain(text: str, field: str) -> str:
    """A text as it is kept, if it is not too long."""
    return check_length(tidy(text, lines=field in {"story", "offers", "looks_for"}), field)


def name(text: str) -> str:
    """A name with at least one letter."""
    text = plain(text, "name")
    if not any(letter.isalpha() for letter in text):
        raise Doubt(_("A name has at least one letter; here stands “%(text)s”."), text=text[:60])
    return text


def choice(text: str, words: Mapping[str, str], written: Mapping[str, str]) -> str:
    """One of the fixed words, in any language, by itself or as our code; `written` is how each is spelled."""
    said = phrase(text)
    if said in words:
        return words[said]
    near: dict[str, str] = {}
    for word, _score, _place in process.extract(said, list(words), score_cutoff=75):
        near.setdefault(words[word], written.get(word, word))
    if near:
        raise Doubt(
            _("“%(text)s” is not known here. Perhaps: %(near)s?"),
            text=text[:60],
            near=", ".join(list(near.values())[:3]),
        )
    raise Doubt(
        _("“%(text)s” is not known here. Look at the second sheet of our template for what can be written."),
        text=text[:60],
    )


def choices(text: str, words: Mapping[str, str], written: Mapping[str, str]) -> list[str]:
    """Several of the fixed words, with commas, semicolons or lines between them; a name may hold commas itself."""
    found = set()
    for part in re.split(r"[;|\n]", text):
        pieces = [piece for piece in part.split(",") if phrase(piece)]
        while pieces:
            taken = next((n for n in range(len(pieces), 0, -1) if phrase(",".join(pieces[:n])) in words), 0)
            if not taken:
                choice(pieces[0].strip(), words, written)
            found.add(words[phrase(",".join(pieces[:taken]))])
            pieces = pieces[taken:]
    return sorted(found)


def registration_number(text: str) -> str:
    """Eleven digits, however they are grouped."""
    if re.fullmatch(r"[\d.,]+E\+?\d+", text.strip(), re.IGNORECASE):
        raise Doubt(
            _(
                "The spreadsheet has shortened the number to %(text)s. "
                "Format the column as text and write all 11 digits."
            ),
            text=text,
        )
    number = re.sub(r"^(?:LV|Nr\.?|Reģ\.?|[\s.:–-])+|[\s.–-]", "", text.strip(), flags=re.IGNORECASE)
    if not (number.isascii() and number.isdigit()):
        raise Doubt(
            _("A registration number has only digits, for example 40008012345; here stands “%(text)s”."), text=text[:60]
        )
    if len(number) != NUMBER_LENGTH:
        raise Doubt(
            _("A registration number has 11 digits; here are %(count)s. Compare it with the Register of Enterprises."),
            count=len(number),
        )
    return number


def check_digit_fits(number: str) -> bool:
    """Whether the last digit follows from the others, as in numbers the register has given."""
    return sum(int(digit) * weight for digit, weight in zip(number, _CHECK_WEIGHTS, strict=True)) % 11 == 3


def web_address(text: str, field: str) -> str:
    """A whole web address; https:// is added where it was left out."""
    text = tidy(text)
    if re.search(r"[\s;]\s*(?:https?:|www\.)", text):
        raise Doubt(_("Here stand several addresses; write one."))
    address = text if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and "://" in text[:12] else f"https://{text}"
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(parts.hostname or "")) and " " not in address
    except ValueError:
        good = False
    if not good or re.match(r"(?:javascript|data|mailto|file):", text, re.IGNORECASE):
        raise Doubt(
            _("“%(text)s” is not a web address. Write it as it stands in the browser, for example www.selija.com."),
            text=text[:60],
        )
    return plain(address, field)


def email(text: str) -> str:
    """One e-mail address."""
    address = tidy(text).removeprefix("mailto:")
    if address.count("@") > 1:
        raise Doubt(_("Here stand several e-mail addresses; write one."))
    if not _EMAIL.fullmatch(plain(address, "contact_email")) or ".." in address:
        raise Doubt(_("“%(text)s” is not an e-mail address; it looks like vards@piemers.lv."), text=address[:60])
    return address


def degrees(text: str) -> float:
    """A coordinate in degrees, with a point or a comma."""
    bare = re.sub(r"[°\sNEZA]", "", text)
    if not _DECIMAL.fullmatch(bare):
        raise Doubt(
            _("“%(text)s” is not a coordinate. Write degrees with decimals, for example 56.16."), text=text[:60]
        )
    return float(bare.replace(",", "."))


def point(text: str) -> tuple[float, float]:
    """Two coordinates in one cell, north first."""
    separator = ";" if ";" in text else ("," if text.count(",") == 1 else None)
    parts = text.split(separator) if separator else text.replace(", ", " ").split()
    if len(parts) != 2:
        raise Doubt(_("Write two numbers as a map shows them, for example 56.16, 25.75."))
    return degrees(parts[0]), degrees(parts[1])


def checked_point(lat: float, lon: float) -> tuple[float, float]:
    """The point, if it lies in Latvia; a swapped pair falls out of it."""
    if _inside(lat, LATITUDES) and _inside(lon, LONGITUDES):
        return lat, lon
    if _inside(lon, LATITUDES) and _inside(lat, LONGITUDES):
        raise Doubt(_("North and east are swapped: north is about 56, east about 26."))
    raise Doubt(_("This point is not in Latvia: %(lat)s, %(lon)s. North is about 56, east about 26."), lat=lat, lon=lon)


def _inside(number: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= number <= bounds[1]


def people_count(text: str) -> int:
    """How many people, without words around the number."""
    if _MONEY.search(text):
        raise Doubt(_("“%(text)s” is a sum of money; write how many people take part, for example 25."), text=text[:60])
    found = _PEOPLE.fullmatch(tidy(text))
    count = int(re.sub(r"\D", "", found[1])) if found else 0
    if not 1 <= count <= MOST_PEOPLE:
        raise Doubt(_("“%(text)s” is not a number of people. Write one number, for example 25."), text=text[:60])
    return count


def year(text: str, this_year: int) -> int:
    """A year, also out of a whole date."""
    found = {int(one) for one in _YEAR.findall(text)}
    if len(found) != 1 or re.search(r"\d{5}", text):
        raise Doubt(_("“%(text)s” is not a year. Write four digits, for example 2007."), text=text[:60])
    [year] = found
    if not FIRST_YEAR <= year <= this_year:
        raise Doubt(_("The year %(year)s has not come yet."), year=year)
    return year


def page(text: str) -> str:
    """The address word of an organisation out of the address of its page on this site; empty for another page."""
    found = _PAGE.search(text.strip())
    return found[1] if found else ""


_LEVEL = re.compile(r"\s*([ABC])\s*[:.)–-]\s*(\S.*)", re.DOTALL)
_LEVELS = {"A": "signed", "B": "listed", "C": "to_confirm"}
_OPEN = re.compile(r"verif|assumed|pārbaud|precizē|провер", re.IGNORECASE)


def evidence(text: str, words: Mapping[str, str]) -> dict[str, str]:
    """How well membership is known: as a fixed word, or a note that begins with the level A, B or C."""
    if phrase(text) in words:
        return {"evidence": words[phrase(text)]}
    text = plain(text, "evidence_note")
    found = _LEVEL.fullmatch(text)
    told = {"evidence": _LEVELS[found[1]], "evidence_note": text} if found else {}
    if _OPEN.search(text):
        told["to_verify"] = text
    return told or {"evidence_note": text}


def warnings(field: str, text: str) -> Iterable[Said]:
    """What is worth a look in a text that is taken as it stands."""
    if re.search(r"<[a-zA-Z/!]", text):
        yield Said(_("The sign < is shown as it is written; it does not work as HTML."))
    if text[:1] in {"=", "+", "-", "@"} and field in LONGEST:
        yield Said(_("This begins like a formula; it is kept as plain text."))
