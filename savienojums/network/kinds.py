"""The fixed words of the registry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is to people who meet it."""

    INITIATIVE_GROUP = "initiative_group", _("Community initiative group")
    RESIDENTS_GROUP = "residents_group", _("Informal residents' group")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    MUNICIPALITY = "municipality", _("Municipality")
    LIBRARY = "library", _("Library")
    MUSEUM = "museum", _("Museum")
    YOUTH_COUNCIL = "youth_council", _("Youth council")
    SENIORS_CLUB = "seniors_club", _("Seniors' club")
    INSTITUTION = "institution", _("Institution")
    FUNDER = "funder", _("Funder")


class LegalForm(models.TextChoices):
    """What an organisation is to the law; an empty value means unknown."""

    INFORMAL = "informal", _("Group without a legal form")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    RELIGIOUS = "religious", _("Religious organisation")
    TRADE_UNION = "trade_union", _("Trade union")
    MUNICIPALITY = "municipality", _("Municipality")
    MUNICIPAL_INSTITUTION = "municipal_institution", _("Municipal institution")
    STATE_INSTITUTION = "state_institution", _("State institution")
    COMPANY = "company", _("Company")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    FARM = "farm", _("Farm")
    PERSON = "person", _("Private person")


class PlaceKind(models.TextChoices):
    """What a place is in the order of the land, smallest first."""

    PARISH = "parish", _("Parish")
    TOWN = "town", _("Town")
    STATE_CITY = "state_city", _("State city")
    MUNICIPALITY = "municipality", pgettext_lazy("territory", "Municipality")
    PLANNING_REGION = "planning_region", _("Planning region")
    HISTORICAL_LAND = "historical_land", _("Historical land")
    COUNTRY = "country", _("Country")


class Extent(models.TextChoices):
    """How much of a place lies within another."""

    WHOLE = "whole", _("The whole of it")
    PART = "part", _("A part of it")


class LayerKind(models.TextChoices):
    """What a layer of the map shows besides places."""

    NEIGHBOUR = "neighbour", _("Neighbouring municipalities")
    BORDER = "border", _("State border")
    RIVER = "river", _("Rivers")
    LAKE = "lake", _("Lakes")
    ROAD = "road", _("Main roads")
    RAILWAY = "railway", _("Railways")
    SETTLEMENT = "settlement", _("Towns and villages")
    LAND_NAME = "land_name", _("Names of lands and neighbours")


class Trust(models.TextChoices):
    """How near to its maker a figure was read."""

    PRIMARY = "primary", _("As published by its maker")
    DERIVED = "derived", _("Worked out from published figures")
    SECONDARY = "secondary", _("As others quote it")


class Evidence(models.TextChoices):
    """How well it is known that an organisation belongs to the network."""

    NONE = "none", _("Not in the network")
    TO_CONFIRM = "to_confirm", _("To be confirmed")
    LISTED = "listed", _("Listed")
    SIGNED = "signed", _("Signed")


class MemberRole(models.TextChoices):
    """What a person does for an organisation."""

    CONTACT = "contact", _("Contact person")
    EDITOR = "editor", _("Page editor")


class Capacity(models.TextChoices):
    """As what somebody acts for an organisation."""

    MEMBER = "member", _("the organisation itself")
    CARETAKER = "caretaker", _("its caretaker")
    COORDINATOR = "coordinator", _("the region coordinator")
    LINK = "link", _("the organisation itself, by a link in an e-mail")


class ImportState(models.TextChoices):
    """How far an import has come."""

    PREVIEW = "preview", _("Waiting for confirmation")
    DONE = "done", _("Imported")
    DROPPED = "dropped", _("Dropped")
    UNDONE = "undone", _("Undone")


class Fate(models.TextChoices):
    """What an import would do with a row."""

    NEW = "new", _("New")
    SAME = "same", _("Same")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    UNCLEAR = "unclear", _("Unclear")
    WRONG = "wrong", _("Wrong")
    SKIPPED = "skipped", pgettext_lazy("row", "Left out")
