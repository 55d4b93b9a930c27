"""Who may do what: one table of cast × acts, which is both the test and docs/permissions.md."""

import inspect
import os
from datetime import time
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from allauth.usersessions.models import UserSession

from savienojums.accounts.models import Role, RoleInvitation
from savienojums.core.models import WordGroup
from savienojums.core.system import SYSTEM
from savienojums.events.models import (
    AgendaPoint,
    Code,
    DatePoll,
    EventInvitation,
    EventPhoto,
    FocusGroup,
    FocusNote,
    Material,
    Message,
    OutsideCalendar,
    PollAnswer,
    PollDate,
    ProgrammeItem,
    Proposal,
    Quote,
    Ride,
    RideLetter,
    RidePair,
    Series,
    Task,
    WorkGroup,
    WorkStep,
)
from savienojums.network.models import ConfirmationRequest, Import, Letter, MemberInvitation, Photo, Project
from savienojums.support.models import (
    Alert,
    Attempt,
    AttemptNote,
    Correction,
    Follow,
    Merge,
    Portal,
    RuleDraft,
    Source,
    SourceItem,
    TablePreview,
)
from savienojums.voices.models import (
    AnswerSheet,
    AnswerTheme,
    Hall,
    Initiative,
    InitiativeComment,
    InitiativeSupport,
    SheetBatch,
    SheetTyping,
    Survey,
    SurveyAnswer,
    SurveyBatch,
    SurveyQuestion,
    SurveySheet,
    SurveyTyping,
    VotesImport,
)
from tests import make

PAGE = Path(__file__).parents[1] / "docs" / "permissions.md"
ROOMS = ("accounts", "network", "support", "events", "voices")
HEADING = """# Who may do what

Made from the rules by `make docs`; `tests/test_permissions.py` fails when it is stale. Things in this table – the organisation,
its photos, its letters, the account, the session – are those of the *contact*; the role that is given or ended is that of an
editor; invitations went to the *outsider*, who has an account and nothing else; events are run by the organisation of the contact.

What one may *see* is another matter and stands in one place for each record: `visible_to(person)`. What one may not see is
answered as if it did not exist.
"""


@pytest.fixture
def cast(coordinator, editor, administrator, contact, outsider):
    return {
        "visitor": None,
        "outsider": outsider,
        "contact": contact,
        "editor": editor,
        "coordinator": coordinator,
        "administrator": administrator,
        "the house": SYSTEM,
    }


@pytest.fixture
def world(cast):
    """One thing of each kind a rule may ask about."""
    contact, editor = cast["contact"], cast["editor"]
    organisation = make.organisation(contact_email="biblioteka@selija.test")
    measure = make.measure()
    return {
        "Organisation": organisation,
        "Person": contact,
        "UserSession": UserSession(user=contact),
        "Role": Role.objects.get(person=editor),
        "RoleInvitation": RoleInvitation(kind="editor", email=cast["outsider"].email),
        "MemberInvitation": MemberInvitation(organisation=organisation, email=cast["outsider"].email, role="contact"),
        "Membership": make.membership(contact, organisation),
        "Photo": Photo(organisation=organisation),
        "Letter": Letter(organisation=organisation),
        "ConfirmationRequest": ConfirmationRequest(organisation=organisation),
        "Import": Import(),
        "Project": Project(),
        "Measure": measure,
        "Round": make.round_of(measure, name="1. kārta"),
        "Follow": Follow(person=contact),
        "Alert": Alert(),
        "Source": Source(),
        "SourceItem": SourceItem(),
        "TablePreview": TablePreview(by=cast["editor"]),
        "Merge": Merge(),
        "Correction": Correction(measure=measure),
        "RuleDraft": RuleDraft(measure=measure, person=editor),
        "WordGroup": WordGroup(phrases=["NVO", "biedrība"]),
        "Portal": Portal(owner=organisation),
        "Attempt": Attempt(organisation=organisation, measure=measure),
        "AttemptNote": AttemptNote(by=contact),
        **meetings(organisation, contact),
        **voices(organisation, contact),
        "str": "editor",
    }


def meetings(organisation, contact):
    """An event that the organisation of the contact runs, and one of each thing around it."""
    event = make.event(organisers=[organisation])
    series = Series.objects.create(
        slug="virkne", title={"lv": "Virkne"}, rule="FREQ=WEEKLY", first_on=make.TODAY, begins=time(18), ends=time(20)
    )
    series.organisers.add(organisation)
    registration = make.registration(event)
    poll = DatePoll(organisation=organisation, asked_by=contact)
    ride = Ride(event=event, registration=registration)
    group = FocusGroup(event=event)
    note = FocusNote(focus_group=group)
    return {
        "Event": event,
        "Series": series,
        "ProgrammeItem": ProgrammeItem(event=event),
        "Material": Material(event=event),
        "EventPhoto": EventPhoto(event=event),
        "Registration": registration,
        "Attendance": registration.people.get(),
        "EventInvitation": EventInvitation(event=event),
        "Message": Message(event=event),
        "Ride": ride,
        "RidePair": RidePair(offer=ride, need=ride),
        "RideLetter": RideLetter(ride=ride),
        "DatePoll": poll,
        "PollAnswer": PollAnswer(poll=poll),
        "PollDate": PollDate(poll=poll),
        "AgendaPoint": AgendaPoint(event=event),
        "Task": Task(event=event),
        "Proposal": Proposal(event=event),
        "FocusGroup": group,
        "FocusNote": note,
        "Quote": Quote(note=note),
        "Code": Code(),
        "WorkGroup": WorkGroup(event=event),
        "WorkStep": WorkStep(event=event),
        "OutsideCalendar": OutsideCalendar(),
    }


def voices(organisation, contact):
    """A conversation and a survey of the contact's organisation, and one of each thing around them."""
    conversation = make.conversation(organisation=organisation)
    participant = make.participant(conversation)
    statement = make.statement(conversation)
    survey = Survey.objects.create(
        slug="aptauja", title={"lv": "Aptauja"}, organisation=organisation, published_at=make.NOW
    )
    question = SurveyQuestion(survey=survey)
    sheet, batch = SurveySheet(survey=survey), SheetBatch(conversation=conversation)
    initiative = Initiative.objects.create(
        number=1, title="Soliņš", asked_at=make.NOW, state="shown", addressee=organisation
    )
    return {
        "Conversation": conversation,
        "Conversation | Survey": conversation,
        "Organisation | None": organisation,
        "Phase": conversation.phases.get(),
        "Statement": statement,
        "Participant": participant,
        "SheetBatch": batch,
        "AnswerSheet": AnswerSheet(batch=batch),
        "SheetTyping": SheetTyping(sheet=AnswerSheet(batch=batch)),
        "Hall": Hall(conversation=conversation),
        "VotesImport": VotesImport(brought_by=contact),
        "Survey": survey,
        "SurveyQuestion": question,
        "SurveyAnswer": SurveyAnswer(sheet=sheet, question=question),
        "SurveyBatch": SurveyBatch(survey=survey),
        "SurveyTyping": SurveyTyping(survey=survey),
        "AnswerTheme": AnswerTheme(question=question),
        "Initiative": initiative,
        "InitiativeComment": InitiativeComment(initiative=initiative),
        "InitiativeSupport": InitiativeSupport(initiative=initiative),
    }


def rules_of(room):
    """The rules of a room, in the order of its files."""
    module = import_module(f"savienojums.{room}.rules")
    shelves = [
        import_module(f"{module.__name__}.{each.name}") for each in iter_modules(getattr(module, "__path__", []))
    ]
    return {
        name: rule
        for shelf in (module, *shelves)
        for name, rule in vars(shelf).items()
        if name.startswith("may_") and (not shelves or rule.__module__ == shelf.__name__)
    }


def asked_about(rule, world):
    """The things of the world a rule asks about, in its order; the secret of a link need not be there."""
    asked = []
    for each in list(inspect.signature(rule).parameters.values())[1:]:
        kind = str(each.annotation).strip("'\"").removesuffix(" | None")
        if each.name == "token":
            asked += [""] if each.default is each.empty else []
        elif each.name == "way":
            asked.append("web")
        elif kind != "object":
            asked.append(world[kind])
    return asked


def row(name, rule, cast, world):
    answers = ["yes" if rule(person, *asked_about(rule, world)) else "–" for person in cast.values()]
    sentence = " ".join((inspect.getdoc(rule) or "").partition("\n\n")[0].split())
    return f"| {name.removeprefix('may_').replace('_', ' ')} | {sentence} | {' | '.join(answers)} |"


@pytest.mark.django_db
def test_the_table_of_permissions_is_the_document(cast, world):
    parts = [HEADING]
    for room in ROOMS:
        head = f"| act | rule | {' | '.join(cast)} |"
        rows = [row(name, rule, cast, world) for name, rule in rules_of(room).items()]
        parts.append("\n".join([f"## {room}\n", head, "|---" * (len(cast) + 2) + "|", *rows]) + "\n")
    page = "\n".join(parts)
    if os.environ.get("WRITE_DOCUMENTS"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


@pytest.mark.django_db
def test_an_outsider_may_do_nothing_to_what_is_not_theirs(cast, world):
    """What anyone may do (write a letter, answer a link) and what concerns the outsider alone is named here."""
    open_to_all = {
        "may_add_ride",
        "may_answer_poll",
        "may_ask_advice",
        "may_ask_for_link",
        "may_follow",
        "may_register",
        "may_write_letter",
        "may_answer_confirmation",
        "may_propose_change",
        "may_propose_correction",
        "may_propose_organisation",
        "may_propose_initiative",
        "may_comment_initiative",
        "may_support_initiative",
        "may_withdraw_support",
        "may_send_survey_sheet",
    }
    # A participant is known by the key of a browser; the doors hand over nobody else's.
    taking_part = {
        "may_join",
        "may_answer_first",
        "may_give_vote",
        "may_add_statement",
        "may_tell_of_oneself",
        "may_take_over",
        "may_unite",
    }
    own = {"may_accept_invitation", "may_export_organisations", "may_make_calendar_key", "may_renew_calendar_key"}
    allowed = {
        name
        for room in ROOMS
        for name, rule in rules_of(room).items()
        if rule(cast["outsider"], *asked_about(rule, world))
    }
    assert allowed == open_to_all | taking_part | own
