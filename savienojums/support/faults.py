"""What is wrong with a composed rule, or with a step of composing one, as a sentence for each word of the pure cores."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Marked for the catalogues here, put into the reader's language where they are said.
SENTENCES = {
    "no_rule": gettext_noop("This cannot be read as a condition. Remove it and add it again."),
    "no_kind": gettext_noop("This kind of condition is not known here. Remove it and add another one."),
    "too_deep": gettext_noop("Groups lie too deep in each other here: five levels are the most. Say it more simply."),
    "too_many": gettext_noop("These are more than 60 parts. Put some of them into words that a person judges."),
    "empty_group": gettext_noop("Nothing is in this group yet. Add a condition, or remove the group."),
    "no_forms": gettext_noop("No legal form is chosen. Choose at least one."),
    "unknown_forms": gettext_noop("One of the legal forms is no longer known here. Choose again."),
    "no_of": gettext_noop("No legal form is chosen. Choose at least one."),
    "unknown_of": gettext_noop("One of the legal forms is no longer known here. Choose again."),
    "no_places": gettext_noop("No place is chosen. Choose at least one."),
    "unknown_places": gettext_noop("One of the places is no longer known here. Choose again."),
    "no_basis": gettext_noop("It is not said what has to lie in the place. Choose again."),
    "no_themes": gettext_noop("No theme is chosen. Choose at least one."),
    "unknown_themes": gettext_noop("One of the themes is no longer known here. Choose again."),
    "no_number": gettext_noop("A whole number is missing here, at least 1."),
    "no_share": gettext_noop("A share lies between 0 and 100 %."),
    "no_sum": gettext_noop("This is no sum that can be read."),
    "no_limit": gettext_noop("Say at least one of the two limits."),
    "limits_swapped": gettext_noop("The smallest is above the largest. Swap them?"),
    "no_text": gettext_noop("The words are missing here, or there are more than 1,000 letters."),
    "no_part": gettext_noop("This part is no longer there. Perhaps you changed it in another window."),
    "no_group": gettext_noop("Conditions can be put only into a group."),
    "no_condition": gettext_noop("Only a single condition can be written anew; a group is changed part by part."),
    "no_group_around": gettext_noop("This part cannot be taken out of what is around it."),
    "no_place": gettext_noop("It cannot go further in that direction."),
    "nothing_there": gettext_noop("There is nothing yet. Add a condition first."),
    "no_step": gettext_noop("This step is not known. Load the page anew."),
}


def fault(word: str) -> str:
    """The sentence of what is wrong."""
    return _(SENTENCES.get(word, SENTENCES["no_rule"]))
