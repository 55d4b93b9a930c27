"""Records of the Connection document; a file for each noun."""

from savienojums.support.models.advice import AdviceRequest
from savienojums.support.models.attempts import Attempt, AttemptNote
from savienojums.support.models.corrections import Correction, CorrectionQuerySet
from savienojums.support.models.drafts import RuleDraft, RuleDraftQuerySet
from savienojums.support.models.following import Alert, Follow, FollowedSearch, Notice, ToldThing
from savienojums.support.models.measures import (
    FRESH_FOR,
    Measure,
    MeasureQuerySet,
    Provider,
    Round,
    RoundQuerySet,
)
from savienojums.support.models.portals import Portal, PortalQuerySet
from savienojums.support.models.sources import LinkCheck, Merge, Source, SourceItem, TablePreview
from savienojums.support.models.tallies import Tally

__all__ = [
    "FRESH_FOR",
    "AdviceRequest",
    "Alert",
    "Attempt",
    "AttemptNote",
    "Correction",
    "CorrectionQuerySet",
    "Follow",
    "FollowedSearch",
    "LinkCheck",
    "Measure",
    "MeasureQuerySet",
    "Merge",
    "Notice",
    "Portal",
    "PortalQuerySet",
    "Provider",
    "Round",
    "RoundQuerySet",
    "RuleDraft",
    "RuleDraftQuerySet",
    "Source",
    "SourceItem",
    "TablePreview",
    "Tally",
    "ToldThing",
]
