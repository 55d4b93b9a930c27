"""What each room shows of itself where rooms meet; a new room adds its lines here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.searching import EVENTS
from savienojums.network.searching import ORGANISATIONS, PLACES
from savienojums.support.searching import MEASURES
from savienojums.voices.searching import INITIATIVES, VOICES

if TYPE_CHECKING:
    from savienojums.core.search_kinds import Kind

SEARCHED: tuple[Kind, ...] = (PLACES, MEASURES, EVENTS, VOICES, INITIATIVES, ORGANISATIONS)
"""The kinds of things that one question is asked about, in the order in which they are shown."""
