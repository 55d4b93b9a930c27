"""The workshop in which an editor composes conditions: the tree in words, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.support import rulebook, ruletree, sound
from savienojums.support.faults import fault
from savienojums.support.labels import CONDITION
from savienojums.support.models import RuleDraft
from savienojums.support.queries.conditions import clause_of, known
from savienojums.support.queries.contradicting import (
    composed_demands,
    contradiction,
    demands_nothing,
    idle_parts,
    own_demands,
)
from savienojums.support.queries.facts import MEASURE, RELATED, value_of
from savienojums.support.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.models import Measure
    from savienojums.support.queries.contradicting import Demand
    from savienojums.support.rulebook import Known

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Node:
    """One part of the tree as the workshop shows it."""

    path: str
    kind: str
    text: str
    says: str = ""
    where: str = ""
    fault: str = ""
    idle: bool = False
    clashes: bool = False
    first: bool = True
    last: bool = True
    in_group: bool = True
    parts: tuple[Node, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether something can be put into it."""
        return self.kind in ruletree.GROUPS

    @property
    def is_condition(self) -> bool:
        """Whether it is a single condition, which is written anew in its form."""
        return self.kind not in {"all", "any", "not"}

    @property
    def can_dissolve(self) -> bool:
        """Whether its parts could stand where it stands."""
        return self.is_group and bool(self.parts) and bool(self.path) and self.in_group


@dataclass(frozen=True, slots=True)
class Remarks:
    """What there is to say of a rule: what is wrong with it, and where."""

    wrong: str = ""
    warning: str = ""
    faults: Mapping[str, str] | None = None
    clashing: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything the page shows of the draft, or of the saved rule while there is no draft."""

    measure: Measure
    draft: RuleDraft | None
    rule: dict[str, Any]
    root: Node
    own: list[str]
    remarks: Remarks
    kinds: list[tuple[str, str]]

    @property
    def may_start(self) -> bool:
        """Whether it could start from what the entry's own lines say."""
        return not self.root.parts and bool(from_lines(self.measure)["all"])


def draft_for(person: Person, measure: Measure) -> RuleDraft | None:
    """This editor's own draft, if one was begun."""
    return RuleDraft.objects.visible_to(person).filter(measure=measure).first()


def drafts_to_forget(at: datetime) -> list[RuleDraft]:
    """Those nobody has worked at for a month."""
    return list(RuleDraft.objects.untouched_since(at - KEPT_FOR))


def workshop(person: Person, measure: Measure) -> Workshop:
    """The tree as this editor left it, else as it is saved."""
    draft = draft_for(person, measure)
    rule = draft.rule if draft else ruletree.opened(measure.rule)
    said = {name: value_of(measure, name) for name in (*MEASURE, *RELATED)}
    own = own_demands(said)
    remarks = _remarks(rule, own)
    return Workshop(
        measure=measure,
        draft=draft,
        rule=rule,
        root=_node(rule, "", known(measure.slug), remarks),
        own=[each.words for each in own],
        remarks=remarks,
        kinds=[(kind, str(label)) for kind, label in CONDITION.items()],
    )


def part_at(person: Person, measure: Measure, path: str) -> dict[str, Any]:
    """One part of the tree this editor sees; nothing if it is no longer there."""
    draft = draft_for(person, measure)
    try:
        return ruletree.at(draft.rule if draft else ruletree.opened(measure.rule), path)
    except ruletree.CannotBeDone:
        return {}


def _remarks(rule: Mapping[str, Any], own: list[Demand]) -> Remarks:
    """What is wrong with the rule, by itself and beside the entry's own lines."""
    faults = faults_of(rule)
    if faults or not ruletree.parts_of(rule):
        return Remarks(faults=faults)
    try:
        composed = composed_demands(rule)
    except rulebook.WrongRule as wrong:
        return Remarks(wrong=fault(wrong.word))
    if clash := contradiction([*own, *composed]):
        paths = frozenset(each.path for each in clash if each.path is not None)
        return Remarks(wrong=sound.nobody_can(clash), clashing=paths)
    nothing = demands_nothing(composed)
    idle = frozenset() if nothing else frozenset(idle_parts(own, rulebook.read(rule, known())))
    warning = _("As it stands these conditions demand nothing: everybody meets them.") if nothing else ""
    return Remarks(warning=warning, idle=idle)


def faults_of(rule: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be read, as a sentence at its part."""
    words, found = known(), {}
    for path, part in ruletree.walk(rule):
        if path and ruletree.group_word(part) and not ruletree.parts_of(part):
            found[path] = fault("empty_group")
        elif not ruletree.group_word(part) and "not" not in part:
            try:
                rulebook.read(part, words)
            except rulebook.WrongRule as wrong:
                found[path] = fault(wrong.word)
    return found


def _node(part: Mapping[str, Any], path: str, words: Known, remarks: Remarks, **around: bool) -> Node:
    kind = ruletree.group_word(part) or ("not" if "not" in part else str(part.get("is", "")))
    inner = ruletree.parts_of(part)
    in_group, end = kind != "not", len(inner) - 1
    return Node(
        path=path,
        kind=kind,
        text=_text(part, kind, words),
        says=str(part.get("says", "")),
        where=str(part.get("where", "")),
        fault=(remarks.faults or {}).get(path, ""),
        idle=path in remarks.idle,
        clashes=path in remarks.clashing,
        parts=tuple(
            _node(each, ruletree.below(path, number), words, remarks,
                  first=not number or not in_group, last=number == end or not in_group, in_group=in_group)
            for number, each in enumerate(inner)
        ),
        **around,
    )  # fmt: skip


def _text(part: Mapping[str, Any], kind: str, words: Known) -> str:
    """The part in words; a condition that cannot be read at least by its kind."""
    if kind in {"all", "any", "not"}:
        return _(SENTENCES[kind])
    try:
        return clause_of(rulebook.read(part, words)).text
    except rulebook.WrongRule:
        return str(CONDITION.get(kind, _("A condition")))


def from_lines(measure: Measure) -> dict[str, Any]:
    """What the entry's own lines say, as a tree to start from."""
    parts: list[dict[str, Any]] = []
    forms, people_for = list(measure.legal_forms), list(measure.people_for)
    where = {"where": measure.who_where} if measure.who_where else {}
    crowd = {"is": "people", "least": measure.people_min, **where}
    rest = [form for form in forms if form not in people_for]
    if measure.people_min and people_for and set(people_for) <= set(forms) and rest:
        needing = {"all": [{"is": "form", "forms": people_for, **where}, crowd]}
        parts.append({"any": [{"is": "form", "forms": rest, **where}, needing]})
    else:
        if forms:
            parts.append({"is": "form", "forms": forms, "certain": measure.forms_certain, **where})
        if measure.people_min:
            parts.append(crowd | ({"of": people_for} if people_for else {}))
    if places := [place.slug for place in measure.places.all()]:
        place = {"is": "place", "places": places, "basis": measure.place_basis, "certain": measure.places_certain}
        parts.append(place | ({"where": measure.places_where} if measure.places_where else {}))
    if measure.partners_min:
        parts.append({"is": "partners", "least": measure.partners_min})
    if measure.own_share_percent and measure.own_share_above is None:
        parts.append({"is": "share", "least": f"{measure.own_share_percent.normalize():f}"})
    if measure.applications_per_year:
        parts.append({"is": "applications", "most": measure.applications_per_year})
    return {"all": parts}
