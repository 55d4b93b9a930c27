"""The funder's table: people who came, counted by what funders ask for.

Pure core: no Django, no database, no clock. One who came to two events is two visits and one person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one event, as far as the table counts them."""

    # Who counts as the same person: the name and the organisation, see arrivals.person_key.
    person: str
    event: str
    # Of the registry: "#12"; in own words: the name as it is compared. Empty for those who came for themselves.
    organisation: str = ""
    organisation_name: str = ""
    municipality: str = ""
    municipality_name: str = ""
    # Keys of the target groups it belongs to.
    groups: tuple[str, ...] = ()
    returning: bool = False
    online: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A target group: whom the project promised to reach."""

    key: str
    name: str
    promised: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """So many visits of one kind; the name is empty where it is not known."""

    key: str
    name: str
    came: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A target group: how many organisations were promised and which of them came, and how many people."""

    key: str
    name: str
    promised: int | None
    came: int
    organisations: tuple[str, ...]

    @property
    def reached(self) -> int:
        """So many organisations of the group came."""
        return len(self.organisations)


@dataclass(frozen=True, slots=True)
class Total:
    """So many said this of themselves."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FundersTable:
    """What funders ask for, as counts; nothing in it is about one person."""

    events: int = 0
    expected: int = 0
    came: int = 0
    persons: int = 0
    newcomers: int = 0
    returning: int = 0
    in_room: int = 0
    online: int = 0
    organisations: tuple[Row, ...] = ()
    municipalities: tuple[Row, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    totals: tuple[Total, ...] = ()
    # Marks of the certificates that were given: they tell that a code is genuine when no name is kept any more.
    certificates: tuple[str, ...] = ()

    @property
    def organisation_count(self) -> int:
        """How many organisations came; those who came for themselves are none."""
        return sum(bool(row.key) for row in self.organisations)

    @property
    def named_organisations(self) -> list[Row]:
        """The organisations that have a name here."""
        return [row for row in self.organisations if row.name]

    @property
    def unnamed_organisations(self) -> list[Row]:
        """Those whose own words were erased together with the people."""
        return [row for row in self.organisations if row.key and not row.name]

    @property
    def for_themselves(self) -> int:
        """How many came for no organisation."""
        return sum(row.came for row in self.organisations if not row.key)

    def kept(self) -> dict[str, Any]:
        """The table as it is kept when the people are erased.

        Organisations of the registry keep their names. What people wrote in their own words goes with the people:
        only a mark of it stays, so that the same organisation is counted once.
        """
        rows = [
            Row(_mark(row.key), row.name if row.key.startswith("#") else "", row.came) for row in self.organisations
        ]
        groups = [replace(each, organisations=tuple(sorted(map(_mark, each.organisations)))) for each in self.groups]
        return asdict(replace(self, organisations=_in_order(rows), groups=tuple(groups)))

    @classmethod
    def from_kept(cls, table: dict[str, Any]) -> FundersTable:
        """The table as it was kept."""
        known = {name.name for name in fields(cls)}
        told = {name: value for name, value in table.items() if name in known}
        for name in ("organisations", "municipalities"):
            told[name] = tuple(Row(**row) for row in told.get(name, ()))
        told["groups"] = tuple(
            GroupRow(**{**row, "organisations": tuple(row["organisations"])}) for row in told.get("groups", ())
        )
        told["certificates"] = tuple(told.get("certificates", ()))
        told["totals"] = tuple(Total(**row) for row in told.get("totals", ()))
        return cls(**told)


def _mark(key: str) -> str:
    """A key that tells nothing of the words it was made of."""
    if not key or key.startswith(("#", "~")):
        return key
    return f"~{blake2b(key.encode(), digest_size=6).hexdigest()}"


def certificate_mark(code: str) -> str:
    """What is kept of a certificate's code: enough to know it again."""
    return blake2b(code.encode(), digest_size=9, person=b"certificate").hexdigest()


def counted(
    visits: Sequence[Visit],
    groups: Sequence[Group] = (),
    totals: Iterable[Total] = (),
    *,
    events: int = 1,
    expected: int = 0,
) -> FundersTable:
    """The table of these visits."""
    returning = sum(visit.returning for visit in visits)
    online = sum(visit.online for visit in visits)
    return FundersTable(
        events=events,
        expected=expected,
        came=len(visits),
        persons=len({visit.person for visit in visits}),
        newcomers=len(visits) - returning,
        returning=returning,
        in_room=len(visits) - online,
        online=online,
        organisations=_rows(visits, lambda visit: (visit.organisation, visit.organisation_name)),
        municipalities=_rows(visits, lambda visit: (visit.municipality, visit.municipality_name)),
        groups=tuple(_group(group, visits) for group in groups),
        totals=_summed(totals),
    )


def _rows(visits: Iterable[Visit], of: Callable[[Visit], tuple[str, str]]) -> tuple[Row, ...]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for visit in visits:
        key, name = of(visit)
        counts[key] += 1
        # Of several spellings always the same one.
        names[key] = min(names.get(key, name), name)
    return _in_order(Row(key, names[key], came) for key, came in counts.items())


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The largest first; what is not known last."""
    return tuple(sorted(rows, key=lambda row: (not row.key, -row.came, row.name, row.key)))


def _group(group: Group, visits: Iterable[Visit]) -> GroupRow:
    of_it = [visit for visit in visits if group.key in visit.groups]
    organisations = {visit.organisation for visit in of_it if visit.organisation}
    return GroupRow(group.key, group.name, group.promised, len(of_it), tuple(sorted(organisations)))


def _summed(totals: Iterable[Total]) -> tuple[Total, ...]:
    sums: Counter[tuple[str, str]] = Counter()
    for total in totals:
        sums[total.kind, total.label] += total.count
    return tuple(Total(kind, label, count) for (kind, label), count in sorted(sums.items()))


def together(tables: Sequence[FundersTable]) -> FundersTable:
    """The table of several events whose people are counted apart: persons of different tables are not compared."""
    if len(tables) == 1:
        return tables[0]
    plain = ("events", "expected", "came", "persons", "newcomers", "returning", "in_room", "online")
    return FundersTable(
        **{name: sum(getattr(table, name) for table in tables) for name in plain},
        organisations=_joined(row for table in tables for row in table.organisations),
        municipalities=_joined(row for table in tables for row in table.municipalities),
        groups=_groups_joined([group for table in tables for group in table.groups]),
        totals=_summed(total for table in tables for total in table.totals),
    )


def _joined(rows: Iterable[Row]) -> tuple[Row, ...]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in rows:
        counts[row.key] += row.came
        names[row.key] = min(names.get(row.key, row.name), row.name)
    return _in_order(Row(key, names[key], came) for key, came in counts.items())


def _groups_joined(groups: Sequence[GroupRow]) -> tuple[GroupRow, ...]:
    found: dict[str, GroupRow] = {}
    for group in groups:
        before = found.get(group.key)
        if before is None:
            found[group.key] = group
            continue
        organisations = tuple(sorted({*before.organisations, *group.organisations}))
        found[group.key] = GroupRow(group.key, before.name, before.promised, before.came + group.came, organisations)
    return tuple(found.values())
