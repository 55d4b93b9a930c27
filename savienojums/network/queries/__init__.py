"""What may be asked of the registry."""

from savienojums.network.queries.cards import cards_of
from savienojums.network.queries.imports import import_for, imports_for, preview_of, report_of
from savienojums.network.queries.letters import (
    letter_of,
    letters_to_forget,
    mailboxes_of,
    organisations_to_ask,
    proposal_of,
    recipients_of,
    request_by,
    request_of,
)
from savienojums.network.queries.organisations import (
    Filter,
    filter_of,
    map_points,
    organisation_for,
    organisations_for,
    organisations_of,
    rows_for,
    search_organisations,
)
from savienojums.network.queries.page import confirmed_text, public_text, told_of
from savienojums.network.queries.people import (
    invitation_for,
    invitation_of,
    invitations_to,
    is_of_network,
    member_invitation_by,
    membership_in,
    organisation_with_people,
    others_beside,
)
from savienojums.network.queries.photos import photo_for
from savienojums.network.queries.profile import changes_seen

__all__ = [
    "Filter",
    "cards_of",
    "changes_seen",
    "confirmed_text",
    "filter_of",
    "import_for",
    "imports_for",
    "invitation_for",
    "invitation_of",
    "invitations_to",
    "is_of_network",
    "letter_of",
    "letters_to_forget",
    "mailboxes_of",
    "map_points",
    "member_invitation_by",
    "membership_in",
    "organisation_for",
    "organisation_with_people",
    "organisations_for",
    "organisations_of",
    "organisations_to_ask",
    "others_beside",
    "photo_for",
    "preview_of",
    "proposal_of",
    "public_text",
    "recipients_of",
    "report_of",
    "request_by",
    "request_of",
    "rows_for",
    "search_organisations",
    "told_of",
]
