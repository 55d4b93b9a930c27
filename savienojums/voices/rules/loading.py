"""Who may bring in answers that were given or drawn elsewhere."""

from __future__ import annotations

from savienojums.core.system import only_the_system

may_load_answers = only_the_system
