"""The demo world: the land, its organisations, its support, and role people who may sign in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from savienojums.accounts.actions import appoint_administrator, change_profile, give_role, open_account
from savienojums.accounts.kinds import RoleKind
from savienojums.accounts.queries import needs_first_administrator
from savienojums.core.system import SYSTEM
from savienojums.demo.asked import tell_survey
from savienojums.demo.events import event_rows, project_rows
from savienojums.demo.examples import tell_examples
from savienojums.demo.measures import measure_rows
from savienojums.demo.organisations import organisation_rows, theme_names
from savienojums.demo.people import PEOPLE
from savienojums.demo.portals import open_portal
from savienojums.demo.proposed import tell_proposals
from savienojums.demo.sources import name_sources
from savienojums.demo.territory import territory_rows
from savienojums.demo.voices import tell_conversations
from savienojums.events.actions.loading import load_events, load_projects
from savienojums.network.actions.loading import load_member, load_organisations, load_themes
from savienojums.network.actions.places import load_territory
from savienojums.support.actions.loading import load_measures
from savienojums.support.actions.synonyms import load_synonyms
from savienojums.support.queries.synonyms import starting_synonyms
from savienojums.voices.actions.initiatives_searching import index_initiatives
from savienojums.voices.actions.searching import index_voices
from savienojums.voices.queries.initiatives_searching import shown_pks
from savienojums.voices.queries.searching import listed_keys

if TYPE_CHECKING:
    from savienojums.accounts.models import Person

# The day on which the facts were collected; nothing in the demo pretends to be newer.
COLLECTED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def fill(at: datetime = COLLECTED) -> None:
    """Fill an empty installation with the real Sēlija; what is there already stays."""
    load_territory(by=SYSTEM, rows=territory_rows(), at=at)
    load_themes(by=SYSTEM, names=theme_names(), at=at)
    load_organisations(by=SYSTEM, rows=organisation_rows(), at=at)
    load_measures(by=SYSTEM, rows=measure_rows(), at=at)
    load_synonyms(by=SYSTEM, groups=starting_synonyms(), at=at)
    load_projects(by=SYSTEM, rows=project_rows(), at=at)
    load_events(by=SYSTEM, rows=event_rows(), at=at)
    open_portal(at)
    if needs_first_administrator():
        coordinator = _people(at)
        tell_examples(coordinator, at)
        tell_conversations(coordinator)
        tell_survey(coordinator)
        tell_proposals(coordinator)
        index_voices(listed_keys())
        index_initiatives(shown_pks())


def _people(at: datetime) -> Person:
    """Role people with whose addresses one may sign in; they come into their roles through acts. The coordinator."""
    coordinator = None
    first, *others = PEOPLE
    administrator = appoint_administrator(by=SYSTEM, email=first.email, at=at)
    _name(administrator, first.name, at)
    for each in others:
        person = open_account(by=SYSTEM, email=each.email, language="lv", at=at)
        _name(person, each.name, at)
        if each.role and not person.has_role(each.role):
            give_role(by=administrator, person=person, kind=each.role, at=at)
        if each.role == RoleKind.COORDINATOR:
            coordinator = person
        if each.acts_for:
            load_member(by=SYSTEM, person=person, organisation=each.acts_for, at=at)
    name_sources(administrator, at)
    return coordinator or administrator


def _name(person: Person, name: str, at: datetime) -> None:
    if person.name != name:
        change_profile(by=person, person=person, name=name, language="lv", at=at)
