"""How the sign-in library behaves in this house."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in by code, on our own pages."""

    def add_message(self, *words: Any, **more: Any) -> None:
        """Say nothing: our pages speak for themselves, in the person's language."""
