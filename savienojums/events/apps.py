"""The room's name for Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Forums, meetings, workshops, focus groups, trips."""

    name = "savienojums.events"
    label = "events"
