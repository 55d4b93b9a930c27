"""The room's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room "accounts"."""

    name = "savienojums.accounts"
    label = "accounts"
