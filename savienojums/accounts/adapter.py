"""How the sign-in library behaves in this house."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Sign-in by code, in the language of the page."""
