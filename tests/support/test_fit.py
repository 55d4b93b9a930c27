"""Three-valued judgement: more answers never turn a yes or a no."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from savienojums.support import fit
from savienojums.support.composed import AllOf, AnyOf, Asked, Not, Stated
from savienojums.support.fit import Answer, Applicant

FORMS = ("association", "informal", "municipality")
PLACES = range(1, 6)
answers = st.sampled_from(Answer)
maybe = st.one_of

forms = st.builds(fit.FormIn, st.frozensets(st.sampled_from(FORMS)), st.booleans())
places = st.builds(
    fit.PlaceWithin,
    st.frozensets(st.sampled_from(PLACES)),
    st.sampled_from(["", "address", "activity", "spending", "address_or_activity"]),
    st.booleans(),
)
sums = st.decimals(0, 5000, places=0)
amounts = st.builds(fit.SumBetween, maybe(st.none(), sums), maybe(st.none(), sums))
themes = st.builds(fit.ThemeAmong, st.frozensets(st.sampled_from(PLACES)), st.booleans())
people = st.builds(fit.PeopleAtLeast, st.integers(1, 20), st.frozensets(st.sampled_from(FORMS)))
partners = st.builds(fit.PartnersAtLeast, st.integers(1, 4))
signatures = st.builds(fit.SignaturesAtLeast, st.integers(1, 30))
ages = st.builds(fit.AgeBetween, maybe(st.none(), st.integers(1, 60)), maybe(st.none(), st.integers(61, 120)))
shares = st.builds(fit.ShareAtLeast, st.decimals(0, 100, places=0))
judged = st.builds(fit.Judged, st.sampled_from(["a.1", "a.2"]), st.just("Ir kvalitātes zīme."))
# Sums and themes count as "no objection" until they are said, so they are not among the monotone ones.
asked = st.one_of(forms, places, people, partners, signatures, ages, shares, judged, st.just(fit.Closed()))
# … except where an editor composed them into a rule, which asks for them.
parts = st.one_of(asked, st.builds(Asked, maybe(amounts, themes)))
composed = st.recursive(
    parts,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=4).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=4).map(tuple)),
        st.builds(Not, inner),
        st.builds(Stated, inner, st.just("Pretendents ir biedrība."), st.just("4.2. punkts")),
    ),
    max_leaves=8,
)
conditions = st.one_of(asked, amounts, themes)

whole_applicants = st.builds(
    Applicant,
    form=st.sampled_from(FORMS),
    places=st.frozensets(st.sampled_from(PLACES), min_size=1),
    people=st.integers(1, 30),
    partners=st.integers(0, 5),
    amount=sums,
    themes=st.frozensets(st.sampled_from(PLACES), min_size=1),
    elsewhere=st.frozensets(st.sampled_from(PLACES)),
    signatures=st.integers(0, 40),
    age=st.integers(0, 130),
    share=st.decimals(0, 100, places=0),
    judged=st.fixed_dictionaries({"a.1": st.booleans(), "a.2": st.booleans()}),
)
SILENT: dict[str, object] = {
    "form": None, "places": None, "people": None, "partners": None, "elsewhere": None, "signatures": None, "age": None,
    "share": None, "judged": {},
}  # fmt: skip
ALL_SILENT = {**SILENT, "amount": None, "themes": None}


def test_the_tables_of_kleene():
    no, unknown, yes = Answer.NO, Answer.UNKNOWN, Answer.YES
    assert [fit.all_of(pair) for pair in product((no, unknown, yes), repeat=2)] == [
        no, no, no,
        no, unknown, unknown,
        no, unknown, yes,
    ]  # fmt: skip
    assert [fit.any_of(pair) for pair in product((no, unknown, yes), repeat=2)] == [
        no, unknown, yes,
        unknown, unknown, yes,
        yes, yes, yes,
    ]  # fmt: skip
    assert [fit.opposite(each) for each in (no, unknown, yes)] == [yes, unknown, no]
    assert fit.all_of([]) is yes
    assert fit.any_of([]) is no


@given(st.lists(answers))
def test_de_morgan_holds_for_three_values(each):
    assert fit.opposite(fit.all_of(each)) == fit.any_of(fit.opposite(one) for one in each)


@given(st.lists(asked, max_size=6), whole_applicants, st.sets(st.sampled_from(sorted(SILENT))))
def test_more_answers_never_turn_a_yes_or_a_no(demands, applicant, unsaid):
    before = fit.judged_by(demands, replace(applicant, **{name: SILENT[name] for name in unsaid}))
    after = fit.judged_by(demands, applicant)
    assert before in (Answer.UNKNOWN, after)


@given(composed, whole_applicants, st.sets(st.sampled_from(sorted(ALL_SILENT))))
def test_what_is_composed_of_steady_conditions_is_steady(rule, applicant, unsaid):
    before = rule.judge(replace(applicant, **{name: ALL_SILENT[name] for name in unsaid}))
    after = rule.judge(applicant)
    assert before.answer in (Answer.UNKNOWN, after.answer)
    assert bool(before.questions) == (before.answer == Answer.UNKNOWN)


@given(conditions, whole_applicants, st.sets(st.sampled_from(sorted(SILENT))))
def test_cannot_tell_always_says_what_to_ask(condition, applicant, unsaid):
    verdict = condition.judge(replace(applicant, **{name: SILENT[name] for name in unsaid}))
    assert bool(verdict.asks) == (verdict.answer == Answer.UNKNOWN)


@given(conditions)
def test_equal_conditions_are_one_condition(condition):
    assert {condition, replace(condition)} == {condition}


def test_an_address_elsewhere_is_no_but_an_activity_elsewhere_is_asked():
    rubene = Applicant(places=frozenset({1, 2}))
    assert fit.PlaceWithin(frozenset({3}), "address").judge(rubene) == fit.Verdict(Answer.NO, "place_elsewhere")
    spent = fit.PlaceWithin(frozenset({3}), "spending").judge(rubene)
    assert spent == fit.Verdict(Answer.UNKNOWN, "place_spending_elsewhere", "activity")


def test_a_town_that_lies_partly_in_the_land_is_asked_for_its_address():
    daugavpils = Applicant(places=frozenset({1, 9}), partly=frozenset({9}))
    assert fit.PlaceWithin(frozenset({9})).judge(daugavpils).reason == "place_partly"
    assert fit.PlaceWithin(frozenset({1, 9})).judge(daugavpils).answer == Answer.YES


def test_someone_from_a_municipality_is_asked_whether_they_are_in_its_parish():
    novads = Applicant(places=frozenset({1}), inner=frozenset({5}))
    assert fit.PlaceWithin(frozenset({5})).judge(novads).reason == "place_too_large"


def test_a_list_of_forms_that_is_not_certain_never_says_no():
    assert (
        fit.FormIn(frozenset({"association"}), certain=False).judge(Applicant(form="person")).answer == Answer.UNKNOWN
    )
    assert fit.FormIn(frozenset({"association"})).judge(Applicant(form="person")).answer == Answer.NO


def test_a_sum_at_the_limit_fits_and_a_cent_more_does_not():
    upto = fit.SumBetween(None, Decimal(1000))
    assert upto.judge(Applicant(amount=Decimal(1000))).answer == Answer.YES
    assert upto.judge(Applicant(amount=Decimal("1000.01"))).reason == "sum_above"
    assert fit.SumBetween(Decimal(800), None).judge(Applicant(amount=Decimal(799))).reason == "sum_below"


def test_people_are_asked_only_of_those_whom_it_concerns():
    ten = fit.PeopleAtLeast(10, frozenset({"informal"}))
    assert ten.judge(Applicant(form="association")).answer == Answer.YES
    assert ten.judge(Applicant(form="informal")).asks == "people"
    assert ten.judge(Applicant(form="informal", people=9)).answer == Answer.NO
    assert ten.judge(Applicant(people=9)).asks == "form"
    assert ten.judge(Applicant(people=10)).answer == Answer.YES
