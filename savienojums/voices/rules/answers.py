"""Who may add a statement with which they begin to take part."""

from __future__ import annotations

from savienojums.voices.rules.answering import may_join

may_add_first_statement = may_join
