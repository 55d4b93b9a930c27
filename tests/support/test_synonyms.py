"""Synonyms kept by editors: acts, the first list, what they change in a search."""

from __future__ import annotations

import pytest

from savienojums.core import search
from savienojums.core.models import WordGroup
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.synonyms import MOST_PHRASES, phrases_in
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support.actions import synonyms as acts
from savienojums.support.actions.indexing import index_measures
from savienojums.support.queries import synonyms as queries
from tests import make

pytestmark = pytest.mark.django_db


def verbs():
    return list(Record.objects.order_by("pk").values_list("verb", flat=True))


def found(words):
    return list(search.matching("measure", words) or {})


@pytest.fixture
def measure():
    measure = make.measure("Atbalsts biedrībām")
    index_measures([measure.pk])
    return measure


def test_new_synonyms_are_used_at_once_and_written_into_the_journal(editor, measure):
    assert found("nvo ") == []
    group = acts.add_synonyms(by=editor, words="NVO, biedrība; NVO\nnevalstiskā  organizācija", at=make.NOW)
    assert group.phrases == ["NVO", "biedrība", "nevalstiskā organizācija"]
    assert found("nvo ") == [measure.pk]
    line = Record.objects.get(verb="support.synonyms_added")
    assert (line.by, line.subject_name, line.audience) == (editor, str(group), "editors")


def test_changed_synonyms_are_used_as_they_are_now(editor, measure):
    group = acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)
    acts.change_synonyms(by=editor, group=group, words="NKO, biedrība", at=make.NOW)
    assert found("nvo ") == []
    assert found("nko ") == [measure.pk]
    line = Record.objects.get(verb="support.synonyms_changed")
    assert line.particulars["changes"] == {"phrases": [["NVO", "biedrība"], ["NKO", "biedrība"]]}


def test_the_same_words_again_are_no_change(editor):
    group = acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)
    acts.change_synonyms(by=editor, group=group, words="NVO ,biedrība,", at=make.NOW)
    assert verbs() == ["support.synonyms_added"]


def test_removed_synonyms_are_not_used_and_can_be_brought_back(editor, measure):
    group = acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)
    acts.remove_synonyms(by=editor, group=group, at=make.NOW)
    assert found("nvo ") == []
    with pytest.raises(acts.AlreadyRemoved):
        acts.remove_synonyms(by=editor, group=group, at=make.NOW)
    with pytest.raises(acts.AlreadyRemoved):
        acts.change_synonyms(by=editor, group=group, words="a, b", at=make.NOW)
    acts.restore_synonyms(by=editor, group=group, at=make.NOW)
    assert found("nvo ") == [measure.pk]
    with pytest.raises(acts.NotRemoved):
        acts.restore_synonyms(by=editor, group=group, at=make.NOW)
    assert verbs() == ["support.synonyms_added", "support.synonyms_removed", "support.synonyms_restored"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("", acts.TooFewPhrases),
        ("NVO", acts.TooFewPhrases),
        ("NVO, nvo, ?!", acts.TooFewPhrases),
        (",".join(f"vārds{number}" for number in range(MOST_PHRASES + 1)), acts.TooManyPhrases),
        ("NVO, " + "ā" * 81, acts.PhraseTooLong),
        ("NVO, viens divi trīs četri pieci seši", acts.PhraseTooLong),
    ],
)
def test_what_is_no_group_of_synonyms_is_refused(editor, words, refusal):
    with pytest.raises(refusal):
        acts.add_synonyms(by=editor, words=words, at=make.NOW)
    assert not WordGroup.objects.exists()


def test_nobody_but_keepers_of_the_document_may_keep_synonyms(editor, contact, outsider):
    group = acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)
    for person in (contact, outsider):
        for act, more in (
            (acts.change_synonyms, {"group": group, "words": "a, b"}),
            (acts.remove_synonyms, {"group": group}),
            (acts.restore_synonyms, {"group": group}),
            (acts.add_synonyms, {"words": "a, b"}),
            (acts.load_synonyms, {"groups": ["a, b"]}),
        ):
            with pytest.raises(NotAllowed):
                act(by=person, at=make.NOW, **more)
        with pytest.raises(NotFound):
            queries.synonyms_for(person)
        with pytest.raises(NotFound):
            queries.synonym_group_for(person, group.public_id)


def test_a_first_list_comes_once_and_never_over_what_editors_keep(editor):
    groups = queries.starting_synonyms()
    assert acts.load_synonyms(by=SYSTEM, groups=groups, at=make.NOW) == len(groups) > 30
    acts.remove_synonyms(by=editor, group=WordGroup.objects.all()[0], at=make.NOW)
    assert acts.load_synonyms(by=SYSTEM, groups=groups, at=make.NOW) == 0
    assert WordGroup.objects.standing().count() == len(groups) - 1


def test_the_first_list_is_sound():
    groups = [phrases_in(line) for line in queries.starting_synonyms()]
    assert all(2 <= len(group) <= MOST_PHRASES for group in groups)
    said = [phrase.casefold() for group in groups for phrase in group]
    assert sorted({phrase for phrase in said if said.count(phrase) > 1}) == []


@pytest.mark.parametrize(
    ("typed", "language"), [("НКО", "ru"), ("общественные организации", "ru"), ("associations", "en"), ("nvo", "lv")]
)
def test_the_first_list_finds_latvian_texts_by_other_names(typed, language, measure):
    del language
    acts.load_synonyms(by=SYSTEM, groups=queries.starting_synonyms(), at=make.NOW)
    assert found(f"{typed} ") == [measure.pk]


def test_a_trial_tells_how_words_are_read_and_what_they_find(editor, measure):
    acts.add_synonyms(by=editor, words="NVO, biedrība, kaut kas cits", at=make.NOW)
    trial = queries.trial_of(editor, "atbalsts nvo", make.NOW)
    assert [(part.words, part.others) for part in trial.parts] == [("atbalsts", []), ("nvo", ["biedrība"])]
    assert [card.name for card, _reason in trial.rows] == [measure.name["lv"]]
    assert trial.total == 1
    assert queries.trial_of(editor, " ?! ", make.NOW) is None


def test_phrases_are_counted_in_their_own_words(editor, measure):
    acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)
    assert queries.counts_of("NVO, biedrība, atbalsts biedrībām", make.NOW) == [
        ("NVO", 0), ("biedrība", 1), ("atbalsts biedrībām", 1)
    ]  # fmt: skip
