"""A row of text as values of an organisation, and what was amiss with each of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from savienojums.core.said import Said
from savienojums.core.said import gettext_noop as _
from savienojums.network.reading import cells
from savienojums.network.reading.cells import Doubt
from savienojums.network.reading.gazetteer import speaks_of_territory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from savienojums.network.reading.gazetteer import Gazetteer, Spot

WRONG, UNCLEAR, NOTE = "wrong", "unclear", "note"
_PUBLIC_TEXTS = frozenset({"contact_role", "summary_lv", "summary_en", "summary_ru", "story", "offers", "looks_for"})
_CHOICES = frozenset({"kind", "legal_form"})
_LISTS = frozenset({"themes", "languages"})
_PLACES = frozenset({"parish", "place", "municipality", "locality"})
_SETTLED = frozenset({"parish", "town", "state_city", "municipality"})
_POINTS = frozenset({"coordinates", "lat", "lon"})


@dataclass(frozen=True, slots=True)
class Guide:
    """What reading has to know of the region: its places, the fixed words in every language, what is private.

    `left_out` are the words an export puts where something private stood, `written` how each fixed word is spelled.
    """

    gazetteer: Gazetteer
    words: Mapping[str, Mapping[str, str]]
    this_year: int
    contacts: Callable[[str], Sequence[str]] = lambda _text: ()
    left_out: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a cell: `wrong` stops the row, `unclear` asks, a `note` only tells."""

    level: str
    field: str
    said: Said
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """The values of one row that could be read, and the findings."""

    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def says(self, level: str) -> bool:
        """Whether there is a finding of that level."""
        return any(finding.level == level for finding in self.findings)


def read_row(texts: Sequence[str], mapping: Sequence[str], guide: Guide, otherwise: Mapping[str, str]) -> Reading:
    """The row under this mapping of its columns; `otherwise` holds texts for cells that are empty everywhere."""
    filled = {name: text for name, text in otherwise.items() if text}
    filled |= {
        name: text for name, text in zip(mapping, texts, strict=False) if name and not cells.is_empty(text, name)
    }
    reading = Reading()
    _read_page(filled)
    for name, text in filled.items():
        if name not in _PLACES | _POINTS:
            _read_cell(reading, name, text, guide)
    if "name" not in filled:
        reading.findings.append(Finding(WRONG, "name", Said(_("The name is missing; every organisation needs one."))))
    _read_point(reading, filled)
    _read_place(reading, filled, guide.gazetteer, has_parishes="parish" in mapping)
    return reading


def _read_page(filled: dict[str, str]) -> None:
    """A column “Page” of another table holds web sites."""
    if "page" in filled and not cells.page(filled["page"]):
        filled.setdefault("website", filled.pop("page"))


def _read_cell(reading: Reading, field: str, text: str, guide: Guide) -> None:
    if any(mark in text for mark in guide.left_out):
        reading.findings.append(Finding(NOTE, field, Said(_LEFT_OUT)))
        return
    try:
        value = _value(field, text, guide)
    except Doubt as doubt:
        reading.findings.append(Finding(WRONG, field, doubt.said))
        return
    if field == "evidence":
        reading.values |= {name: told for name, told in value.items() if name not in reading.values or name == field}
    else:
        reading.values[field] = value
    reading.findings += [Finding(NOTE, field, said) for said in cells.warnings(field, text)]
    if field == "registration_number" and not cells.check_digit_fits(value):
        reading.findings.append(Finding(NOTE, field, Said(_CHECK_DIGIT)))
    if field in _PUBLIC_TEXTS and (private := guide.contacts(text)):
        reading.findings.append(Finding(WRONG, field, Said(_PRIVATE, {"contacts": ", ".join(private)})))


def _value(field: str, text: str, guide: Guide) -> Any:
    cells.check_length(text, field)
    if field in _CHOICES:
        return cells.choice(text, guide.words[field], guide.written)
    if field in _LISTS:
        return cells.choices(text, guide.words[field], guide.written)
    if field == "evidence":
        return cells.evidence(text, guide.words[field])
    if field == "founded_year":
        return cells.year(text, guide.this_year)
    if field in {"website", "source_url"}:
        return cells.web_address(text, field)
    by_name: dict[str, Callable[[str], Any]] = {
        "name": cells.name,
        "registration_number": cells.registration_number,
        "contact_email": cells.email,
        "people_count": cells.people_count,
        "page": cells.page,
    }
    return by_name[field](text) if field in by_name else cells.plain(text, field)


def _read_point(reading: Reading, filled: Mapping[str, str]) -> None:
    field = next((name for name in ("coordinates", "lat", "lon") if name in filled), "")
    try:
        if field:
            reading.values["lat"], reading.values["lon"] = cells.checked_point(*_point(filled))
    except Doubt as doubt:
        reading.findings.append(Finding(WRONG, field, doubt.said))


def _point(filled: Mapping[str, str]) -> tuple[float, float]:
    if "coordinates" in filled:
        return cells.point(filled["coordinates"])
    if "lat" not in filled or "lon" not in filled:
        raise Doubt(_HALF_A_POINT)
    return cells.degrees(filled["lat"]), cells.degrees(filled["lon"])


def _read_place(reading: Reading, filled: Mapping[str, str], gazetteer: Gazetteer, *, has_parishes: bool) -> None:
    """Where there is a column for the parish, “place” is a village; alone it may be either."""
    parish, place, municipality = (cells.tidy(filled.get(name, "")) for name in ("parish", "place", "municipality"))
    locality = filled.get("locality", "")
    within = gazetteer.named(municipality) if municipality else []
    if place and has_parishes:
        locality = locality or (place if place != parish else "")
    elif place and not parish and _is_territory(place, within, gazetteer):
        parish = place
    else:
        locality = locality or place
    try:
        if locality:
            reading.values["locality"] = cells.plain(locality, "locality")
    except Doubt as doubt:
        reading.findings.append(Finding(WRONG, "locality", doubt.said))
    if parish:
        found = _of_several(gazetteer.named(parish), within, gazetteer)
        reading.findings += _about_place(parish, found, municipality, within, gazetteer)
    elif municipality:
        found = within
        reading.findings += _about_place(municipality, found, "", [], gazetteer)
    else:
        return
    if len(found) == 1 and not any(one.field == "place" and one.level == UNCLEAR for one in reading.findings):
        reading.values["place"] = found[0].slug


def _is_territory(text: str, within: list[Spot], gazetteer: Gazetteer) -> bool:
    """Whether the text names one of our territories, or claims to; a town beside its own district is a village name."""
    found = [spot for spot in gazetteer.named(text) if spot.kind in _SETTLED]
    if within and found and not speaks_of_territory(text):
        return any(_together(spot, whole, gazetteer) for spot in found for whole in within)
    return bool(found) or speaks_of_territory(text)


def _of_several(found: list[Spot], within: list[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Of several places of one name those that lie in the municipality of the row."""
    if len(found) < 2 or not within:
        return found
    return [spot for spot in found if any(gazetteer.lies_in(spot.slug, whole.slug) for whole in within)] or found


def _about_place(
    text: str, found: list[Spot], municipality: str, within: list[Spot], gazetteer: Gazetteer
) -> Iterator[Finding]:
    if not found:
        near = gazetteer.like(text)
        sentence = _UNKNOWN_NEAR if near else _UNKNOWN
        words = {"place": text, "near": ", ".join(_full(spot, gazetteer) for spot in near)}
        yield Finding(UNCLEAR, "place", Said(sentence, words), tuple(spot.slug for spot in near))
    elif len(found) > 1:
        words = {"place": text, "which": ", ".join(_full(spot, gazetteer) for spot in found)}
        yield Finding(UNCLEAR, "place", Said(_SEVERAL, words), tuple(spot.slug for spot in found))
    elif municipality and not within:
        yield Finding(NOTE, "municipality", Said(_OLD_MUNICIPALITY, {"municipality": municipality, "place": text}))
    elif within and not any(_together(found[0], whole, gazetteer) for whole in within):
        words = {"place": text, "municipality": municipality, "real": gazetteer.municipality_of(found[0].slug) or "–"}
        yield Finding(UNCLEAR, "place", Said(_ELSEWHERE, words), (found[0].slug, within[0].slug))


def _together(one: Spot, other: Spot, gazetteer: Gazetteer) -> bool:
    return gazetteer.lies_in(one.slug, other.slug) or gazetteer.lies_in(other.slug, one.slug)


def _full(spot: Spot, gazetteer: Gazetteer) -> str:
    municipality = gazetteer.municipality_of(spot.slug)
    return f"{spot.name} ({municipality})" if municipality else spot.name


_CHECK_DIGIT = _("The last digit does not follow from the others; compare the number with the Register of Enterprises.")
_PRIVATE = _(
    "Everyone reads this text: leave out %(contacts)s. "
    "People write through the form on the page, so that no private address or number stands on the web."
)
_LEFT_OUT = _("An export has left out a private address or number here; the text of the register stays.")
_HALF_A_POINT = _("A point needs both numbers, north and east; one of them is missing.")
_UNKNOWN = _("The place “%(place)s” is not known here. Choose one, or leave the row without a place.")
_UNKNOWN_NEAR = _("The place “%(place)s” is not known here. Perhaps: %(near)s?")
_SEVERAL = _("There are several places called “%(place)s”: %(which)s. Choose one, or write the municipality.")
_OLD_MUNICIPALITY = _("“%(municipality)s” is no municipality of today; “%(place)s” alone decided.")
_ELSEWHERE = _("“%(place)s” lies in %(real)s, but the row says “%(municipality)s”. Choose the place.")
