"""The room's name for Django."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Conversations, surveys, proposals of residents."""

    name = "savienojums.voices"
    label = "voices"
