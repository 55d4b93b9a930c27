"""Records of the Connection document; a file for each noun."""

from savienojums.support.models.measures import (
    FRESH_FOR,
    Measure,
    MeasureQuerySet,
    Provider,
    Round,
    RoundQuerySet,
)

__all__ = ["FRESH_FOR", "Measure", "MeasureQuerySet", "Provider", "Round", "RoundQuerySet"]
