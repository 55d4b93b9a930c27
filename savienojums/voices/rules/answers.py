"""Who may add a statement with which they begin to take part."""

from __future__ import annotations

from savienojums.voices.rules.answering import may_join as may_add_first_statement

__all__ = ["may_add_first_statement"]
