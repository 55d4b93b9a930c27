"""The records of conversations, surveys and proposals."""

from savienojums.voices.models.answers import Participant, Vote
from savienojums.voices.models.conversations import Conversation, Phase
from savienojums.voices.models.initiatives import (
    Initiative,
    InitiativeAnswer,
    InitiativeComment,
    InitiativeSupport,
    InitiativeTold,
)
from savienojums.voices.models.maps import MapMade
from savienojums.voices.models.paper import AnswerSheet, Hall, HallCount, SheetBatch, VotesImport
from savienojums.voices.models.statements import ModerationLine, Statement
from savienojums.voices.models.surveys import (
    AnswerTheme,
    Survey,
    SurveyAnswer,
    SurveyBatch,
    SurveyQuestion,
    SurveySheet,
    ThemeMark,
)
from savienojums.voices.models.typings import SheetTyping, SurveyTyping

__all__ = [
    "AnswerSheet",
    "AnswerTheme",
    "Conversation",
    "Hall",
    "HallCount",
    "Initiative",
    "InitiativeAnswer",
    "InitiativeComment",
    "InitiativeSupport",
    "InitiativeTold",
    "MapMade",
    "ModerationLine",
    "Participant",
    "Phase",
    "SheetBatch",
    "SheetTyping",
    "Statement",
    "Survey",
    "SurveyAnswer",
    "SurveyBatch",
    "SurveyQuestion",
    "SurveySheet",
    "SurveyTyping",
    "ThemeMark",
    "Vote",
    "VotesImport",
]
