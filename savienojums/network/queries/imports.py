"""What may be asked of imports: which there are, what one would do, and its rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound, allow
from savienojums.core.said import Said
from savienojums.network import rules
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.models import Import, ImportRow, Organisation
from savienojums.network.queries.places import Choices, atlas, place_options
from savienojums.network.queries.profile import in_words
from savienojums.network.reading import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.accounts.models import Person

ROWS_A_PAGE = 50
LISTS_A_PAGE = 20
EXAMPLES = 3
OPEN_FATES = (Fate.UNCLEAR, Fate.WRONG)
# Of these rows everything that was read is shown; of others only what they would change.
SHOWN_WHOLE = (Fate.NEW, Fate.UNCLEAR, Fate.WRONG)
NO_PLACE = "-"


@dataclass(frozen=True, slots=True)
class Option:
    """An organisation a row may speak of, and why it may."""

    slug: str
    name: str
    place: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row in words."""

    row: ImportRow
    name: str
    sayings: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]
    options: list[Option]
    places: list[tuple[str, str]]
    asks_place: bool
    facts: list[tuple[str, str]]

    @property
    def chose_proposed(self) -> bool:
        """Whether the place that was chosen is one of the nearest ones."""
        return any(self.row.chosen_place == slug for slug, _label in self.places)

    @property
    def asks(self) -> bool:
        """Whether someone has to decide, or has decided and may think again."""
        return self.row.fate == Fate.UNCLEAR or bool(self.row.decision or self.row.chosen_place)

    @property
    def asks_only_place(self) -> bool:
        """Whether the place alone is in doubt."""
        doubts = [field for level, field, _said, _slugs in self.row.findings if level == "unclear" and field != "place"]
        return self.asks_place and not (self.options or doubts or self.row.double_of)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field it fills, the first things that stand in it."""

    place: int
    heading: str
    field: str
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """An import on one page of its rows."""

    of: Import
    notes: list[str]
    fates: list[tuple[str, str, int]]
    fate: str
    page: Page[RowTold]
    columns: list[Column]
    earlier: Import | None
    undo_notes: list[tuple[int, str, str]]
    places: Choices

    @property
    def writes(self) -> bool:
        """Whether confirming would change anything."""
        return self.of.count(Fate.NEW, Fate.CHANGED) > 0

    @property
    def asks(self) -> bool:
        """Whether a row of this page may be decided, or decided anew."""
        return any(row.asks for row in self.page.rows)

    @property
    def has_name(self) -> bool:
        """Whether a column is known to hold the names."""
        return "name" in self.of.mapping


def imports_for(person: Person | None, page: str = "") -> Page[Import]:
    """The imports, the newest first; for those who may import."""
    allow(rules.may_preview_import, person)
    found = Import.objects.visible_to(person).select_related("uploaded_by", "finished_by")
    total = found.count()
    number = page_number(page, total, LISTS_A_PAGE)
    first = (number - 1) * LISTS_A_PAGE
    return Page(list(found[first : first + LISTS_A_PAGE]), number, total, LISTS_A_PAGE)


def import_for(person: Person | None, public_id: str) -> Import:
    """The import, if this person may see it; otherwise it does not exist."""
    found = (
        Import.objects.visible_to(person)
        .select_related("uploaded_by", "finished_by", "undone_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def preview_of(found: Import, fate: str = "", page: str = "") -> Preview:
    """One page of the rows with this fate (or all), in words."""
    fate = fate if fate in Fate.values else ""
    total = found.count(fate) if fate else found.count(*Fate.values)
    number = page_number(page, total, ROWS_A_PAGE)
    first = (number - 1) * ROWS_A_PAGE
    rows = ImportRow.objects.filter(of=found).select_related("organisation").order_by("number")
    shown = (rows.filter(fate=fate) if fate else rows)[first : first + ROWS_A_PAGE]
    rows_shown = rows_told(shown)
    return Preview(
        of=found,
        notes=told(found.notes),
        fates=[(one.value, str(one.label), found.count(one)) for one in Fate if found.count(one)],
        fate=fate,
        page=Page(rows_shown, number, total, ROWS_A_PAGE),
        columns=columns_of(found) if found.is_waiting else [],
        earlier=_earlier(found),
        undo_notes=[(number, name, said(one)) for number, name, one in found.undo_notes],
        places=place_options() if any(row.asks_place for row in rows_shown) else [],
    )


def columns_of(found: Import) -> list[Column]:
    """The columns of the file with a few of their cells."""
    rows = list(ImportRow.objects.filter(of=found).order_by("number").values_list("cells", flat=True)[:20])
    columns = []
    for place, (heading, field) in enumerate(zip(found.headings, found.mapping, strict=True)):
        filled = [cells[place] for cells in rows if cells[place]]
        columns.append(Column(place, heading, field, list(dict.fromkeys(filled))[:EXAMPLES]))
    return columns


def report_of(found: Import) -> Iterable[list[str]]:
    """Every row with its fate and the reasons, for a file."""
    yield [_("Row"), _("Name"), _("Fate"), _("Reason")]
    rows = ImportRow.objects.filter(of=found).select_related("organisation").order_by("number")
    for first in range(0, found.count(*Fate.values), 1000):
        for one in rows_told(rows[first : first + 1000]):
            reasons = [f"{title}: {sentence}" if title else sentence for title, sentence in one.sayings]
            reasons += [f"{title}: {old or '–'} → {new}" for title, old, new in one.changes]
            reasons += [f"{option.name}: {' '.join(option.reasons)}" for option in one.options]
            yield [str(one.row.number), one.name, str(Fate(one.row.fate).label), " ".join(reasons)]


def rows_told(rows: Iterable[ImportRow]) -> list[RowTold]:
    """These rows in words; one query for the organisations they may speak of."""
    rows = list(rows)
    slugs = {like[0] for row in rows for like in row.likenesses}
    known = {one.slug: one for one in Organisation.objects.filter(slug__in=slugs)} if slugs else {}
    return [_row_told(row, known) for row in rows]


def _row_told(row: ImportRow, known: dict[str, Organisation]) -> RowTold:
    lands = atlas()
    options = [
        Option(one.slug, one.name, str(lands.by_pk.get(one.place_id or 0) or ""), told(reasons))
        for slug, _certain, reasons in row.likenesses
        if (one := known.get(slug))
    ]
    places = [slug for _level, field, _said, slugs in row.findings if field == "place" for slug in slugs]
    return RowTold(
        row=row,
        name=str(row.values.get("name") or " · ".join(cell for cell in row.cells if cell)[:80]),
        sayings=[(title_of(field), said(one)) for _level, field, one, _slugs in row.findings]
        + [("", said(one)) for one in row.reasons],
        changes=[
            (title_of(field), words_of(field, old), words_of(field, new)) for field, (old, new) in row.changes.items()
        ],
        options=options,
        places=[(slug, lands.full_name(lands.by_slug[slug].pk)) for slug in places if slug in lands.by_slug],
        asks_place=any(field == "place" and level != "note" for level, field, _said, _slugs in row.findings),
        facts=_facts(row) if row.fate in SHOWN_WHOLE else [],
    )


def _facts(row: ImportRow) -> list[tuple[str, str]]:
    """Everything that was read of a row but its name, in the order of our pages."""
    return [(title_of(field), words_of(field, row.values[field])) for field in TITLES if field in row.values][1:]


def title_of(field: str) -> str:
    """What a field is called on the page."""
    return _(TITLES[field]) if field in TITLES else ""


def words_of(field: str, value: Any) -> str:
    """A value as a person reads it."""
    return in_words(field, value)


def said(stored: list[Any]) -> str:
    """A stored sentence in the language of the page."""
    return Said(*stored).told(_)


def told(stored: list[list[Any]]) -> list[str]:
    """Stored sentences in the language of the page."""
    return [said(one) for one in stored]


def _earlier(found: Import) -> Import | None:
    """The last import of the very same file, if it was carried out."""
    same = Import.objects.filter(file_digest=found.file_digest, state=ImportState.DONE).exclude(pk=found.pk)
    return same.select_related("finished_by").first()
