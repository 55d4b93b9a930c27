"""Doors for people: the registry's pages."""

from savienojums.network.views.imports import (
    import_columns,
    import_confirmation,
    import_page,
    import_report,
    import_rows,
    import_template,
    imports,
)
from savienojums.network.views.letters import confirmation, confirmation_change, letter, letter_receipt
from savienojums.network.views.organisation import (
    organisation_archive,
    organisation_confirmation,
    organisation_evidence,
    organisation_form,
    organisation_publication,
)
from savienojums.network.views.organisations import organisation_proposal, organisations, organisations_file
from savienojums.network.views.people import (
    caretaker,
    invitation,
    member_invitation,
    membership,
    organisation_people,
    successor,
)
from savienojums.network.views.photos import organisation_photo, organisation_photos, photo, photo_position

__all__ = [
    "caretaker",
    "confirmation",
    "confirmation_change",
    "import_columns",
    "import_confirmation",
    "import_page",
    "import_report",
    "import_rows",
    "import_template",
    "imports",
    "invitation",
    "letter",
    "letter_receipt",
    "member_invitation",
    "membership",
    "organisation_archive",
    "organisation_confirmation",
    "organisation_evidence",
    "organisation_form",
    "organisation_people",
    "organisation_photo",
    "organisation_photos",
    "organisation_proposal",
    "organisation_publication",
    "organisations",
    "organisations_file",
    "photo",
    "photo_position",
    "successor",
]
