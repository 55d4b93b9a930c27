"""The records of the registry."""

from savienojums.network.models.imports import Import, ImportRow
from savienojums.network.models.organisations import ConfirmationRequest, Letter, Organisation, Photo, Theme
from savienojums.network.models.people import MemberInvitation, Membership
from savienojums.network.models.places import Containment, Figure, MapLayer, Place
from savienojums.network.models.projects import Project, TargetGroup

__all__ = [
    "ConfirmationRequest",
    "Containment",
    "Figure",
    "Import",
    "ImportRow",
    "Letter",
    "MapLayer",
    "MemberInvitation",
    "Membership",
    "Organisation",
    "Photo",
    "Place",
    "Project",
    "TargetGroup",
    "Theme",
]
