"""Tables of measures as people keep them: headings into lines of the document, cells into values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from savienojums.core.reading import Unreadable, read_day, read_day_of_year, read_hour, read_sum
from savienojums.network.reading import phrase
from savienojums.support.sources.found import LONGEST_TEXT, Found, line, raw_of, web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

# What people write above their columns, beside the headings of our own pages; the first word is the field.
_WORDS = {
    "name_lv": "nosaukums; pasākums; konkurss; programma; atbalsta pasākums; title; measure; call; programme; name lv",
    "name_en": "name en; nosaukums angliski; nosaukums angļu valodā",
    "summary_lv": "apraksts; īsumā; kopsavilkums; description; summary; summary lv",
    "summary_en": "summary en",
    "provider": "sniedzējs; finansētājs; fonds; iestāde; funder; provider; agency; donor",
    "kind": "veids; atbalsta veids; kind; type",
    "theme_words": "temats; theme; topic; jomas; joma",
    "who_text": "kas var pieteikties; pretendenti; who may apply; eligibility; applicants",
    "places_text": "teritorija; territory; area; kur",
    "amount_min": "minimālā summa; amount min; amount min eur; no eur",
    "amount_max": "maksimālā summa; summa; līdz eur; amount; amount max; amount max eur; max",
    "own_share_percent": "līdzfinansējums; pašu ieguldījums; cofinancing percent; own share; co financing",
    "opens_on": "atver; sākas; opens; opening; open date",
    "closes_on": "termiņš; beidzas; deadline; closes; close date; līdz",
    "closes_hour": "stunda; laiks; hour; deadline time; time",
    "recurrence_text": "recurring; periodiskums",
    "way_in_text": "how to apply; kā pieteikties",
    "duration_months": "duration months; ilgums mēnešos",
    "ask_where": "kontakti; contacts; contact; kur jautāt",
    "url": "adrese; saite; mājaslapa; url; link; website; web",
    "source_url": "avots; source; checked source url; source url",
    "notes": "piezīmes; notes; note",
    "usual_deadlines": "typical deadline mmdd",
    "key": "id; numurs; nr; identifier; number",
}
_KNOWN = {phrase(word): field_ for field_, words in _WORDS.items() for word in (*words.split(";"), field_)}
FIELDS = (*_WORDS, "themes", "legal_forms", "places", "recurrence", "way_in", "announced", "page", "summary", "name")
LISTS = ("themes", "legal_forms", "places", "way_in")
_TEXTS = {
    "theme_words": 400, "who_text": LONGEST_TEXT, "places_text": 300, "recurrence_text": 200, "way_in_text": 300,
    "ask_where": LONGEST_TEXT, "notes": LONGEST_TEXT, "provider": 200,
}  # fmt: skip
_FALLBACK = {"themes": "theme_words", "legal_forms": "who_text", "places": "places_text", "way_in": "way_in_text", "recurrence": "recurrence_text"}  # fmt: skip
_JOINT = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True, slots=True)
class Guide:
    """What reading has to know of our words: headings, spellings of fixed words, our own address."""

    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    site: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its number in the spreadsheet, what it says, and which of our own measures it names, if any."""

    number: int
    found: Found | None
    slug: str = ""


def mapping_of(headings: Sequence[str], guide: Guide) -> list[str]:
    """The field of each column, "" where none is known; a field is given once."""
    taken: list[str] = []
    for heading in headings:
        said = phrase(heading)
        field_ = guide.headings.get(said) or _KNOWN.get(said, "")
        taken.append(field_ if field_ not in taken else "")
    return taken


def read_rows(
    mapping: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], headings: Sequence[str], guide: Guide
) -> Iterator[ReadRow]:
    """Each row as a thing found; a row without a name is none."""
    for number, cells in rows:
        said = {name: cell.strip() for name, cell in zip(mapping, cells, strict=False) if name and cell.strip()}
        title = line(said.get("name") or said.get("name_lv") or said.get("name_en"))
        if not title:
            yield ReadRow(number, None)
            continue
        fields, unread = _Cells(said, guide).read()
        address = fields.get("url") or fields.get("source_url", "")
        slug = _own_slug(said.get("page", ""), guide.site)
        key = line(said.get("key") or slug or f"{phrase(title)} · {phrase(said.get('provider', ''))}", 300)
        raw = raw_of(
            {
                head or f"#{place}": cell
                for place, (head, cell) in enumerate(zip(headings, cells, strict=False), 1)
                if cell
            }
        )
        yield ReadRow(number, Found(key, title, address, fields, raw, unread), slug)


def _own_slug(page: str, site: str) -> str:
    """Our own address word, if the row names a page of ours."""
    own = f"{site.rstrip('/')}/support/"
    return page[len(own) :].strip("/") if site and page.startswith(own) else ""


class _Cells:
    """One row's cells becoming values; what cannot be understood is kept as words."""

    def __init__(self, said: dict[str, str], guide: Guide) -> None:
        self.said, self.guide = said, guide
        self.fields: dict[str, Any] = {}
        self.unread: dict[str, str] = {}

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """All values, and the words nobody understood."""
        for name in ("name", "summary"):
            words = {code: self.said.get(f"{name}_{code}", "") for code in ("lv", "en")}
            words["lv"] = self.said.get(name) or words["lv"]
            if any(words.values()):
                self.fields[name] = {
                    code: line(text, 200 if name == "name" else 1_000) for code, text in words.items() if text
                }
        for name, longest in _TEXTS.items():
            if name in self.said:
                self.fields[name] = self.said[name][:longest]
        self._chosen()
        self._counted()
        self._dated()
        for name in ("url", "source_url"):
            if name in self.said:
                said = self.said[name]
                self._keep(name, web_address(said if "://" in said else f"https://{said}"))
        return self.fields, self.unread

    def _chosen(self) -> None:
        """Words of fixed lists."""
        kinds, unknown = self._codes("kind")
        if kinds:
            self.fields["kind"] = kinds[0]
            if kinds[1:]:
                self.fields["other_kinds"] = sorted(kinds[1:])
        if unknown:
            self.unread["kind"] = ", ".join(unknown)
        for name in (*LISTS, "recurrence"):
            if name not in self.said:
                continue
            codes, unknown = self._codes(name)
            if codes:
                self.fields[name] = codes[0] if name == "recurrence" else sorted(codes)
            if unknown and name in _FALLBACK:
                self.fields.setdefault(_FALLBACK[name], self.said[name][: _TEXTS[_FALLBACK[name]]])

    def _codes(self, name: str) -> tuple[list[str], list[str]]:
        """The codes of the words in a cell; a word may itself hold a comma, so the longest run that is known wins."""
        known = self.guide.words.get(name, {})
        parts = [part for part in _JOINT.split(self.said.get(name, "")) if part]
        codes, unknown, at = list[str](), list[str](), 0
        while at < len(parts):
            for end in range(min(len(parts), at + 4), at, -1):
                if code := known.get(phrase(" ".join(parts[at:end]))):
                    codes.append(code)
                    at = end
                    break
            else:
                unknown.append(parts[at])
                at += 1
        return list(dict.fromkeys(codes)), unknown

    def _counted(self) -> None:
        for name in ("amount_min", "amount_max"):
            self._reading(name, lambda text: f"{read_sum(text).normalize():f}")
        self._reading("own_share_percent", _percent)
        self._reading(
            "duration_months",
            lambda text: int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= 240 else _no(),
        )

    def _dated(self) -> None:
        self._reading(
            "usual_deadlines",
            lambda text: sorted(
                "{:02}-{:02}".format(*read_day_of_year(part)) for part in text.split(";") if part.strip()
            ),
        )
        self._reading("opens_on", lambda text: read_day(text).isoformat())
        if (
            self.said.get("announced")
            and self.guide.words.get("announced", {}).get(phrase(self.said["announced"])) != "yes"
        ):
            # A deadline that our own table calls expected was worked out, not announced.
            return
        self._reading("closes_on", lambda text: read_day(text).isoformat())
        if "closes_on" in self.fields:
            self._reading("closes_hour", lambda text: f"{read_hour(text):%H:%M}")

    def _reading(self, name: str, read: Callable[[str], Any]) -> None:
        if name in self.said:
            try:
                self.fields[name] = read(self.said[name])
            except (Unreadable, ValueError):
                self.unread[name] = self.said[name][:200]

    def _keep(self, name: str, value: str) -> None:
        if value:
            self.fields[name] = value
        else:
            self.unread[name] = self.said[name][:200]


def _percent(text: str) -> str:
    try:
        share = Decimal(text.replace("%", "").replace(",", ".").strip())
    except InvalidOperation:
        raise ValueError from None
    if not (share.is_finite() and 0 <= share <= 100):
        raise ValueError
    return f"{share.normalize():f}"


def _no() -> Any:
    raise ValueError
