"""To whom a proposal can be put: municipalities and institutions first, then groups and NGOs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.network.kinds import OrganisationKind
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from savienojums.network.queries.places import Choices

PUBLIC = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.INSTITUTION,
    OrganisationKind.LIBRARY,
    OrganisationKind.MUSEUM,
)


def addressee_options() -> Choices:
    """The public organisations of the registry in two groups, each in alphabetical order."""
    public: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for entry in register().entries:
        if entry.published_at and not entry.archived_at and entry.kind != OrganisationKind.FUNDER:
            (public if entry.kind in PUBLIC else others).append((entry.slug, entry.name))
    groups = [(_("Municipalities and institutions"), public), (_("Communities and NGOs"), others)]
    return [(name, options) for name, options in groups if options]
