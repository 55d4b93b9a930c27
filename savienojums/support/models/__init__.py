"""Records of the Connection document; a file for each noun."""

from savienojums.support.models.following import Alert, Follow, FollowedSearch, Notice, ToldThing
from savienojums.support.models.measures import (
    FRESH_FOR,
    Measure,
    MeasureQuerySet,
    Provider,
    Round,
    RoundQuerySet,
)
from savienojums.support.models.sources import LinkCheck, Merge, Source, SourceItem, TablePreview

__all__ = [
    "FRESH_FOR",
    "Alert",
    "Follow",
    "FollowedSearch",
    "LinkCheck",
    "Measure",
    "MeasureQuerySet",
    "Merge",
    "Notice",
    "Provider",
    "Round",
    "RoundQuerySet",
    "Source",
    "SourceItem",
    "TablePreview",
    "ToldThing",
]
