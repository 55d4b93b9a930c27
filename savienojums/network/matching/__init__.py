"""Which rows and organisations are probably the same, and what a row would change: pure, same answer every time."""

from savienojums.network.matching.fates import AS_NEW, LEAVE_OUT, Candidate, Verdict, changes_of, judged
from savienojums.network.matching.likeness import Index, Known, Likeness, Places
from savienojums.network.matching.names import full_name, match_name, site_key

__all__ = [
    "AS_NEW",
    "LEAVE_OUT",
    "Candidate",
    "Index",
    "Known",
    "Likeness",
    "Places",
    "Verdict",
    "changes_of",
    "full_name",
    "judged",
    "match_name",
    "site_key",
]
