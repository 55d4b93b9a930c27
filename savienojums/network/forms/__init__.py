"""Clean input for the registry; never saves."""

from savienojums.network.forms.imports import ColumnsForm, ImportForm, decision_for_all, decisions_of
from savienojums.network.forms.letters import ChangeForm, LetterForm
from savienojums.network.forms.meeting import conflict_lines, merged, seen_of
from savienojums.network.forms.organisation import EvidenceForm, OrganisationForm, ProposalForm, initial_of
from savienojums.network.forms.people import CaretakerForm, InvitationForm, SuccessorForm
from savienojums.network.forms.photos import PhotoForm, PhotoWordsForm

__all__ = [
    "CaretakerForm",
    "ChangeForm",
    "ColumnsForm",
    "EvidenceForm",
    "ImportForm",
    "InvitationForm",
    "LetterForm",
    "OrganisationForm",
    "PhotoForm",
    "PhotoWordsForm",
    "ProposalForm",
    "SuccessorForm",
    "conflict_lines",
    "decision_for_all",
    "decisions_of",
    "initial_of",
    "merged",
    "seen_of",
]
