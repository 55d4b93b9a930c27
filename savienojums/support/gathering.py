"""A look at a source: fetched, read, and told in one shape; nothing is written here, and nothing is raised."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from savienojums.core import fetching
from savienojums.core.refusal import Refused
from savienojums.core.tables import read_table
from savienojums.support import sources
from savienojums.support.kinds import SourceKind
from savienojums.support.queries.tablewords import table_guide
from savienojums.support.sources import Unreadable
from savienojums.support.sources.grants import MOST_PAGES, PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.core.tables import Table
    from savienojums.support.models import Source
    from savienojums.support.sources import Found, ReadRow

log = logging.getLogger(__name__)

WANTED = {SourceKind.FEED: "feed", SourceKind.GRANTS: "json", SourceKind.TABLE: "table", SourceKind.PAGE: "page"}
MOST_SECONDS = 120
GRANTS_PATH = "/common-grants/opportunities"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a look brought: things found, whether they are all there is, or why nothing was found."""

    found: Sequence[Found] = ()
    complete: bool = False
    unchanged: bool = False
    gone: bool = False
    etag: str = ""
    modified: str = ""
    notes: list[list[Any]] = field(default_factory=list)
    error: list[Any] = field(default_factory=list)


def gather(source: Source) -> Gathered:
    """Look at the source; a refusal is told, and so is a reader of ours that breaks."""
    try:
        return _grants(source.address) if source.kind == SourceKind.GRANTS else _one(source)
    except fetching.Unfetchable as refusal:
        gone = refusal.word == "missing" and source.kind == SourceKind.PAGE
        return Gathered(error=["fetch", refusal.word, refusal.words], gone=gone)
    except Unreadable as wrong:
        return Gathered(error=["read", wrong.word, wrong.words])
    except Refused as refusal:
        return Gathered(error=["said", str(refusal.sentence)])
    except Exception:
        # Whatever strangers wrote there, the worker goes on to the next source.
        log.exception("What lies at %s broke our reader.", source.address)
        return Gathered(error=["read", "unexpected", {}])


def _one(source: Source) -> Gathered:
    """A source that one request answers."""
    wanted = WANTED[SourceKind(source.kind)]
    got = fetching.fetch(source.address, wanted, etag=source.etag, modified=source.modified)
    whole = Gathered(complete=source.kind != SourceKind.FEED, etag=got.etag, modified=got.modified)
    if got.unchanged:
        return replace(whole, unchanged=True)
    notes = [["declared", {"said": got.declared}]] if got.declared else []
    if source.kind == SourceKind.FEED:
        found = sources.read_feed(got.content, got.address)
    elif source.kind == SourceKind.PAGE:
        found = sources.read_page(got.content, source.address)
    else:
        found = [row.found for row in rows_of(read_table(got.content)) if row.found]
    if len(found) > sources.MOST_FOUND:
        notes.append(["cut", {"most": sources.MOST_FOUND}])
        found, whole = found[: sources.MOST_FOUND], replace(whole, complete=False)
    return replace(whole, found=found, notes=notes)


def rows_of(table: Table) -> list[ReadRow]:
    """The rows of a table as things found."""
    guide = table_guide()
    mapping = sources.mapping_of(table.headings, guide)
    if not {"name", "name_lv", "name_en"} & set(mapping):
        raise Unreadable("no_names")
    rows = ((row.number, row.cells) for row in table.rows)
    return list(sources.read_rows(mapping, rows, table.headings, guide))


def _grants(address: str) -> Gathered:
    """All pages of another site's list, one after another, until they end, repeat themselves or become too many."""
    known: dict[str, Found] = {}
    until, passed_over = time.monotonic() + MOST_SECONDS, 0
    notes: list[list[Any]] = []
    complete = False
    for number in range(1, MOST_PAGES + 1):
        got = fetching.fetch(page_address(address, number), "json")
        page = sources.read_grants(got.content, got.address)
        new = {each.key: each for each in page.found if each.key not in known}
        known |= new
        passed_over += page.passed_over
        if page.found and (not new or page.number != number):
            notes.append(["loop", {}])
            break
        if not page.found or number >= page.pages:
            complete = True
            break
        if len(known) >= sources.MOST_FOUND or time.monotonic() > until:
            notes.append(["cut", {"most": len(known)}])
            break
    else:
        notes.append(["cut", {"most": len(known)}])
    if passed_over:
        notes.append(["passed_over", {"count": passed_over}])
    return Gathered(list(known.values())[: sources.MOST_FOUND], complete=complete, notes=notes)


def page_address(address: str, number: int) -> str:
    """The address of one page of the list; the address of the site alone is enough to find it."""
    bare = urlsplit(address)._replace(query="", fragment="").geturl().rstrip("/")
    whole = bare if bare.endswith(GRANTS_PATH) else bare + GRANTS_PATH
    return f"{whole}?{urlencode({'page': number, 'pageSize': PAGE_SIZE})}"
