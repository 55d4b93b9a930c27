"""The opinion map as pages show it, and whether they may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.voices.kinds import Standing
from savienojums.voices.queries.live_drawing import answers_of
from savienojums.voices.queries.map_drawn import Drawn, drawn
from savienojums.voices.queries.map_rows import Lists, Row, letters_of, lists_shown, rows_of, shown_statements
from savienojums.voices.queries.maps import latest_map
from savienojums.voices.rules.hosting import runs
from savienojums.voices.rules.maps import ANSWERS_FIRST, results_open

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, MapMade, Participant
    from savienojums.voices.queries.own_place import OwnPlace


@dataclass(frozen=True, slots=True)
class Access:
    """Whether somebody may see results now, and if not, what is missing."""

    is_open: bool
    # Organisers see what others do not see yet.
    is_early: bool
    runs_it: bool
    standing: Standing
    # Of one's own answers, where they come first; nothing otherwise.
    answers_missing: int = 0
    closes_at: datetime | None = None

    @property
    def may_see(self) -> bool:
        """Whether the results are shown to this reader."""
        return self.is_open or self.is_early


@dataclass(frozen=True, slots=True)
class MapShown:
    """A map for one reader."""

    made: MapMade
    told: dict[str, Any]
    rows: dict[int, Row]
    lists: Lists
    picture: Drawn | None
    own: OwnPlace | None = None
    # Reckoned without those who look odd.
    is_without_odd: bool = False

    @property
    def letters(self) -> list[str]:
        """The letters of the groups."""
        return letters_of(self.told)

    @property
    def has_groups(self) -> bool:
        """Whether there are groups to be shown."""
        return bool(self.told["groups"])

    @property
    def all_rows(self) -> list[Row]:
        """Every statement in its order."""
        return list(self.rows.values())


def access_of(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> Access:
    """Whether this reader may see results now."""
    standing, runs_it = conversation.standing(at), runs(person, conversation)
    missing = 0
    if conversation.results_shown == "after" and standing != Standing.CLOSED:
        wanted = min(ANSWERS_FIRST, max(1, conversation.statements.shown().filter(same_as=None).count()))
        missing = max(0, wanted - len(answers_of(participant).given))
    is_open = results_open(conversation, standing, missing)
    closes = [each.closes_at for each in conversation.phases.all()]
    return Access(is_open, runs_it and not is_open, runs_it, standing, missing, max(closes, default=None))


def map_shown(
    conversation: Conversation, participant: Participant | None = None, *, without_odd: bool = False
) -> MapShown | None:
    """The last map for this reader; nothing where there is none yet."""
    made = latest_map(conversation)
    if made is None:
        return None
    second = made.told.get("without_odd") if without_odd else None
    told = second or made.told
    rows = rows_of(told, shown_statements(conversation))
    own = _own(made, participant) if participant and not second else None
    picture = drawn(told["picture"], letters_of(told), own.point if own else None)
    return MapShown(made, told, rows, lists_shown(told, rows), picture, own, second is not None)


def _own(made: MapMade, participant: Participant) -> OwnPlace | None:
    # Numbers need time to load; only for those who take part.
    from savienojums.voices.queries.own_place import own_place

    return own_place(made, participant)


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """What the page of a conversation shows of it."""
    access = access_of(person, conversation, participant, at)
    if conversation.is_draft or not access.may_see:
        return {"map_access": access, "map": None}
    return {"map_access": access, "map": map_shown(conversation, participant)}
