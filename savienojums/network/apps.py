"""The room's name for Django."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The room "network"."""

    name = "savienojums.network"
    label = "network"
