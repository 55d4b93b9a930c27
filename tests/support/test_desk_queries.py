"""The desk and the editing pages as questions: who does not keep the document gets no answer."""

import pytest

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.support.queries.desk import desk_for, desk_row_for
from savienojums.support.queries.editing import entry_for, round_for
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["contact", "outsider", None])
def test_others_are_told_nothing(who, request):
    person = request.getfixturevalue(who) if who else None
    found = make.round_of(make.measure(), name="1. kārta")
    with pytest.raises(NotAllowed):
        desk_for(person, make.NOW)
    with pytest.raises(NotFound):
        desk_row_for(person, found.measure.slug, make.NOW)
    with pytest.raises(NotFound):
        entry_for(person, found.measure.slug)
    with pytest.raises(NotFound):
        round_for(person, found.measure.slug, found.public_id)


def test_those_who_keep_the_document_see_drafts_and_removed_ones(coordinator):
    for measure in (make.measure("A", published_at=None), make.measure("B", removed_at=make.NOW)):
        assert entry_for(coordinator, measure.slug) == measure
        assert desk_row_for(coordinator, measure.slug, make.NOW).card.slug == measure.slug
