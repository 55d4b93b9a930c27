"""Tables of organisations as people make them: headings into fields, cells into values, with a sentence when wrong."""

from savienojums.network.reading.cells import FIRST_YEAR, LONGEST, page
from savienojums.network.reading.gazetteer import Gazetteer, Spot
from savienojums.network.reading.headings import FORM_TITLES, TITLES, mapping_of, phrase
from savienojums.network.reading.rows import Finding, Guide, Reading, read_row

__all__ = [
    "FIRST_YEAR",
    "FORM_TITLES",
    "LONGEST",
    "TITLES",
    "Finding",
    "Gazetteer",
    "Guide",
    "Reading",
    "Spot",
    "mapping_of",
    "page",
    "phrase",
    "read_row",
]
