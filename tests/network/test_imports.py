"""Imports: what a table would do, what people decide of it, carrying it out, taking it back."""

import pytest
from django.utils import translation

from savienojums.core import search
from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.tables import read_table, read_text
from savienojums.journal.models import Record
from savienojums.network import actions, exports, queries
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.models import Import, ImportRow, Organisation
from savienojums.network.queries.judging import known_organisations
from tests import make
from tests.network.land import COMMUNITIES

pytestmark = pytest.mark.django_db
NOW = make.NOW
HEAD = "nosaukums;veids;pagasts;novads;piedāvā;reģistrācijas numurs\n"


@pytest.fixture
def land(db):
    """Two parishes of one name in two municipalities, and one more."""
    jekabpils = make.place("Jēkabpils novads", kind="municipality")
    augsdaugava = make.place("Augšdaugavas novads", kind="municipality")
    make.place("Pilskalnes pagasts", slug="pilskalne-a", within=[augsdaugava])
    make.place("Pilskalnes pagasts", slug="pilskalne-j", within=[jekabpils])
    return make.place("Rubenes pagasts", within=[jekabpils])


def preview(by, text, digest="d", note=""):
    origin = actions.Origin("saraksts.csv", digest, note)
    return actions.preview_import(by=by, table=read_text(text), origin=origin, at=NOW)


def confirm(by, found):
    return actions.confirm_import(by=by, found=found, at=NOW)


def imported(by, text):
    done = confirm(by, preview(by, text))
    assert done.state == ImportState.DONE
    return done


def decide(by, found, decisions, all_open=""):
    return actions.decide_import_rows(by=by, found=found, decisions=decisions, all_open=all_open, at=NOW)


def rows(found):
    return {row.number: row for row in found.rows.all()}


def fates(found):
    return [row.fate for row in found.rows.all()]


def registry():
    """Everything the registry says, to see that nothing of it was touched."""
    return known_organisations()


def verbs():
    return list(Record.objects.order_by("id").values_list("verb", flat=True))


# --- preview --------------------------------------------------------------------


def test_a_preview_writes_nothing_into_the_registry(coordinator, land):
    make.organisation("Biedrība „Zīle”", place=land)
    before, mark = registry(), marks("registry")
    found = preview(
        coordinator, HEAD + "Rītausma;kopiena;Rubenes pagasts;;Zāle;\nBiedrība „Zīle”;;Rubenes pagasts;;Zāle;\n"
    )
    assert found.counts == {"new": 1, "changed": 1}
    assert registry() == before
    assert marks("registry") == mark
    assert [(line.verb, line.audience, line.by) for line in Record.objects.all()] == [
        ("network.import_previewed", "self", coordinator)
    ]


def test_each_row_has_its_fate_and_the_reason(coordinator, land):
    make.organisation("Biedrība „Zīle”", place=land, offers="Zāle")
    text = HEAD + (
        "Rītausma;kopiena;Rubenes pagasts;;;\n"
        "Biedrība „Zīle”;biedrība;Rubenes pagasts;;Zāle;\n"
        "Biedrība „Zīle”;;Rubenes pagasts;;Galdi;\n"
        "Zīle;;Rubenes pagasts;;;\n"
        "Pļava;kopiena;Rubīņu pagasts;;;\n"
        "Pļava;kopiena;Pilskalnes pagasts;;;\n"
        "Strauts;kopiena;Pilskalnes pagasts;Jēkabpils novads;;\n"
        "Avots;bedrība;;;;123\n"
        "Kalns;;;;;\n"
        ";kopiena;;;;\n"
    )
    found = preview(coordinator, text)
    assert fates(found) == [
        Fate.NEW, Fate.SAME, Fate.UNCLEAR, Fate.UNCLEAR, Fate.UNCLEAR, Fate.UNCLEAR, Fate.NEW, Fate.WRONG, Fate.WRONG,
        Fate.WRONG,
    ]  # fmt: skip
    known = rows(found)
    assert known[8].values["place"] == "pilskalne-j"
    assert [(level, field) for level, field, _said, _slugs in known[9].findings] == [
        ("wrong", "kind"),
        ("wrong", "registration_number"),
    ]
    assert found.counts == {"new": 2, "same": 1, "unclear": 4, "wrong": 3}


def test_the_words_of_the_pages_are_understood_in_every_language(coordinator, land):
    make.theme("culture", "Kultūra")
    for text in (
        "Nosaukums;Veids;Tēmas;Dalība tīklā\nA;Bibliotēka;Kultūra;parakstīts\n",
        "Name,Kind,Themes,Evidence\nB,library,culture,signed\n",
    ):
        [row] = preview(coordinator, text).rows.all()
        assert row.findings == []
        assert {key: row.values[key] for key in ("kind", "themes", "evidence")} == {
            "kind": "library",
            "themes": ["culture"],
            "evidence": "signed",
        }


def test_the_same_number_of_queries_for_one_row_and_three(coordinator, land, django_assert_num_queries):
    marks("registry")
    preview(coordinator, HEAD + "Sākums;kopiena;Rubenes pagasts;;;\n")
    for names in (["A1"], ["B1", "B2", "B3"]):
        text = HEAD + "".join(f"{name};kopiena;Rubenes pagasts;;;\n" for name in names)
        with django_assert_num_queries(12):
            preview(coordinator, text)


@pytest.mark.parametrize("who", ["contact", "editor", "outsider"])
def test_others_may_not_import(who, request, coordinator):
    person = request.getfixturevalue(who)
    found = preview(coordinator, HEAD + "Zīle;kopiena;;;;\n")
    for act in (actions.confirm_import, actions.drop_import, actions.undo_import):
        with pytest.raises(NotAllowed):
            act(by=person, found=found, at=NOW)
    with pytest.raises(NotAllowed):
        preview(person, HEAD + "Zīle;kopiena;;;;\n")
    with pytest.raises(NotAllowed):
        decide(person, found, {2: ("new", "")})
    with pytest.raises(NotAllowed):
        actions.map_import_columns(by=person, found=found, mapping=["name"], at=NOW)
    with pytest.raises(NotFound):
        queries.import_for(person, found.public_id)
    with pytest.raises(NotAllowed):
        queries.imports_for(person)
    with pytest.raises(NotFound):
        queries.import_for(None, found.public_id)


def test_an_administrator_may(administrator):
    assert imported(administrator, HEAD + "Zīle;kopiena;;;;\n").count(Fate.NEW) == 1


# --- columns --------------------------------------------------------------------


def test_columns_can_be_given_another_meaning_and_rows_a_usual_kind(coordinator):
    found = preview(coordinator, "Kā sauc,Ko dara,nosaukums\nZīle,Dzied,X\n")
    assert found.mapping == ["", "", "name"]
    found = actions.map_import_columns(
        by=coordinator, found=found, mapping=["name", "offers", ""], usual_kind="library", at=NOW
    )
    [row] = found.rows.all()
    assert row.values == {"name": "Zīle", "offers": "Dzied", "kind": "library"}
    assert row.fate == Fate.NEW
    assert verbs()[-1] == "network.import_columns_mapped"


def test_two_columns_cannot_fill_one_field(coordinator):
    found = preview(coordinator, "nosaukums,apraksts\nZīle,Dzied\n")
    with pytest.raises(actions.ColumnTakenTwice):
        actions.map_import_columns(by=coordinator, found=found, mapping=["name", "name"], at=NOW)
    found.refresh_from_db()
    assert found.mapping == ["name", "summary_lv"]


# --- decisions ------------------------------------------------------------------


def test_an_unclear_row_can_be_new_known_or_left_out(coordinator, land):
    known = make.organisation("Biedrība „Zīle”", place=land)
    found = preview(coordinator, HEAD + "Zīle;kopiena;Rubenes pagasts;;Zāle;\n")
    assert fates(decide(coordinator, found, {2: ("new", "")})) == [Fate.NEW]
    assert fates(decide(coordinator, found, {2: ("skip", "")})) == [Fate.SKIPPED]
    found = decide(coordinator, found, {2: (known.slug, "")})
    [row] = found.rows.all()
    assert (row.fate, row.organisation) == (Fate.CHANGED, known)
    assert set(row.changes) == {"name", "kind", "offers"}
    assert found.counts == {"changed": 1}
    assert verbs()[-1] == "network.import_rows_decided"


def test_only_what_was_proposed_can_be_decided(coordinator, land):
    other = make.organisation("Cita")
    found = preview(coordinator, HEAD + "Zīle;kopiena;Rubīņu pagasts;;;\n")
    found = decide(coordinator, found, {2: (other.slug, "qqq"), 99: ("new", "")})
    [row] = found.rows.all()
    assert (row.decision, row.chosen_place, row.fate) == ("", "", Fate.UNCLEAR)


def test_any_place_of_the_land_can_be_chosen_where_the_nearest_do_not_fit(coordinator, land):
    found = preview(coordinator, HEAD + "Zīle;kopiena;Miglas pagasts;;;\n")
    [row] = decide(coordinator, found, {2: ("", "pilskalne-a")}).rows.all()
    assert (row.fate, row.values["place"]) == (Fate.NEW, "pilskalne-a")


def test_a_place_is_chosen_or_left_open(coordinator, land):
    found = preview(coordinator, HEAD + "Zīle;kopiena;Pilskalnes pagasts;;;\n")
    found = decide(coordinator, found, {2: ("", "pilskalne-a")})
    [row] = found.rows.all()
    assert (row.fate, row.values["place"]) == (Fate.NEW, "pilskalne-a")
    found = decide(coordinator, found, {2: ("", "-")})
    [row] = found.rows.all()
    assert (row.fate, row.values.get("place")) == (Fate.NEW, None)
    assert fates(decide(coordinator, found, {2: ("", "")})) == [Fate.UNCLEAR]


def test_all_unclear_rows_can_be_decided_at_once_without_undoing_others(coordinator, land):
    known = make.organisation("Biedrība „Zīle”", place=land)
    make.organisation("Biedrība „Pļava”", place=land)
    text = HEAD + "Zīle;kopiena;Rubenes pagasts;;;\nPļava;kopiena;Rubenes pagasts;;;\nStrauts;kopiena;Qqq;;;\n"
    found = decide(coordinator, preview(coordinator, text), {2: (known.slug, "")})
    assert fates(decide(coordinator, found, {}, all_open="new")) == [Fate.CHANGED, Fate.NEW, Fate.NEW]
    assert fates(decide(coordinator, found, {3: ("", ""), 4: ("", "")}, all_open="skip")) == [
        Fate.CHANGED,
        Fate.SKIPPED,
        Fate.SKIPPED,
    ]
    assert fates(decide(coordinator, found, {}, all_open="nonsense")) == [Fate.CHANGED, Fate.SKIPPED, Fate.SKIPPED]


# --- confirmation ---------------------------------------------------------------


def test_confirming_writes_new_and_changed_organisations(coordinator, land):
    make.theme("culture", "Kultūra")
    known = make.organisation("Biedrība „Zīle”", place=land, summary={"lv": "Vecs", "en": "Old"}, offers="Zāle")
    text = (
        "nosaukums;veids;pagasts;apraksts;tēmas;lat;lon;piedāvā;e-pasts\n"
        "Rītausma;kopiena;Rubenes pagasts;Kopā;Kultūra;56,1;25,9;;info@ritausma.lv\n"
        "Biedrība „Zīle”;;Rubenes pagasts;Jauns;Kultūra;;;;\n"
    )
    found = preview(coordinator, text, note="Pašvaldības saraksts")
    before = marks("registry")[0]
    found = confirm(coordinator, found)
    assert (found.state, found.finished_by, found.finished_at) == (ImportState.DONE, coordinator, NOW)
    new = Organisation.objects.get(name="Rītausma")
    assert (new.slug, new.kind, new.place, new.lat, new.lon) == ("ritausma", "initiative_group", land, 56.1, 25.9)
    assert (new.summary, new.contact_email, new.published_at) == ({"lv": "Kopā"}, "info@ritausma.lv", NOW)
    assert (new.match_name, new.sort_name, new.source_note) == ("ritausma", "r0i5t0a0u0s0m0a0", "Pašvaldības saraksts")
    assert [theme.slug for theme in new.themes.all()] == ["culture"]
    known.refresh_from_db()
    assert known.summary == {"lv": "Jauns", "en": "Old"}
    assert known.offers == "Zāle"
    assert [theme.slug for theme in known.themes.all()] == ["culture"]
    assert marks("registry")[0] == before + 1
    assert set(search.matching("organisation", "kopā")) == {new.pk}


def test_the_journal_tells_the_import_and_each_organisation_it_touched(coordinator, land):
    known = make.organisation("Biedrība „Zīle”", place=land, contact_email="a@b.lv", summary={"lv": "Vecs"})
    text = "nosaukums;veids;apraksts;e-pasts\nRītausma;kopiena;;\nBiedrība „Zīle”;;Jauns;c@d.lv\n"
    found = imported(coordinator, text)
    lines = list(Record.objects.order_by("id"))
    assert [line.verb for line in lines] == [
        "network.import_previewed",
        "network.organisation_added",
        "network.organisation_changed",
        "network.import_confirmed",
    ]
    assert {line.audience for line in lines[1:]} == {"editors"}
    assert lines[2].subject == known
    assert lines[2].particulars == {
        "by_import": found.public_id,
        "changes": {"contact_email": ["", ""], "summary": [{"lv": "Vecs"}, {"lv": "Jauns"}]},
    }
    assert lines[3].subject == found
    assert lines[3].particulars == {"counts": {"new": 1, "changed": 1}}


def test_the_same_file_twice_changes_nothing(coordinator, land):
    text = HEAD + "Rītausma;kopiena;Rubenes pagasts;;Zāle;40003052786\nBiedrība „Zīle”;biedrība;;Jēkabpils novads;;\n"
    imported(coordinator, text)
    before = registry()
    again = preview(coordinator, text)
    assert again.counts == {"same": 2}
    with pytest.raises(actions.NothingToImport):
        confirm(coordinator, again)
    assert registry() == before
    assert queries.preview_of(again).earlier.state == ImportState.DONE


def test_the_real_communities_are_new_once_and_then_the_same(coordinator, land):
    text = COMMUNITIES.read_text(encoding="utf-8")
    first = preview(coordinator, text)
    assert first.count(Fate.WRONG) == 0
    first = decide(coordinator, first, {}, all_open="new")
    assert first.counts == {"new": 118}
    assert confirm(coordinator, first).is_done
    again = preview(coordinator, text)
    again = decide(coordinator, again, dict.fromkeys(rows(again), ("", "-")))
    assert again.counts == {"same": 118}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_our_own_export_is_the_same_when_it_comes_back(coordinator, land, form, language):
    make.theme("culture", "Kultūra")
    full = make.organisation(
        "Biedrība „Zīle”", place=land, locality="Slate", lat=56.1, lon=25.9, website="https://zile.lv/",
        summary={"lv": "Kopā"}, offers="=Zāle", looks_for="Zvaniet 26123456", languages=["lv", "ru"], people_count=25,
        founded_year=2007, evidence="signed", confirmed_at=NOW, source_url="https://selija.com/", legal_form="association",
        registration_number="40003052786",
    )  # fmt: skip
    full.themes.set([make.theme("culture", "Kultūra")])
    make.organisation("Pļava", kind="library", legal_form="", place=land.wholes.get())
    make.organisation("Strauts", legal_form="")
    with translation.override(language):
        cards = queries.rows_for(coordinator, queries.filter_of({}))
        content = {"csv": exports.csv_of, "xlsx": exports.xlsx_of}[form](cards)
        origin = actions.Origin("export", "d")
        found = actions.preview_import(by=coordinator, table=read_table(content), origin=origin, at=NOW)
    # Only the days of confirmation have no field.
    assert [heading for heading, field in zip(found.headings, found.mapping, strict=True) if not field] == [
        found.headings[18]
    ]
    assert sorted((row.values["name"], row.fate, row.changes) for row in found.rows.all()) == [
        (name, "same", {}) for name in ("Biedrība „Zīle”", "Pļava", "Strauts")
    ]


def test_unclear_wrong_and_left_out_rows_are_not_written(coordinator, land):
    make.organisation("Biedrība „Zīle”", place=land)
    text = HEAD + "Zīle;kopiena;Rubenes pagasts;;;\nAvots;bedrība;;;;\nRītausma;kopiena;;;;\nLieks;kopiena;;;;\n"
    found = decide(coordinator, preview(coordinator, text), {5: ("skip", "")})
    confirm(coordinator, found)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Biedrība „Zīle”", "Rītausma"]


def test_if_the_registry_has_changed_the_rows_are_judged_again_and_nothing_is_written(coordinator, land):
    found = preview(coordinator, HEAD + "Zīle;kopiena;Rubenes pagasts;;Zāle;\nRītausma;kopiena;;;;\n")
    make.organisation("Zīle", kind="initiative_group", place=land, legal_form="")
    before = registry()
    found = confirm(coordinator, found)
    assert (found.state, found.has_moved) == (ImportState.PREVIEW, True)
    assert found.counts == {"changed": 1, "new": 1}
    assert registry() == before
    assert verbs() == ["network.import_previewed"]
    found = confirm(coordinator, found)
    assert (found.state, found.has_moved) == (ImportState.DONE, False)
    assert Organisation.objects.count() == 2


def test_a_change_of_the_registry_that_touches_no_row_does_not_hold_the_import_up(coordinator, land):
    found = preview(coordinator, HEAD + "Zīle;kopiena;Rubenes pagasts;;Zāle;\n")
    make.organisation("Pavisam cita")
    assert confirm(coordinator, found).is_done


def test_two_previews_of_one_file_cannot_both_add_its_organisations(coordinator, land):
    text = HEAD + "Zīle;kopiena;Rubenes pagasts;;;\n"
    first, second = preview(coordinator, text), preview(coordinator, text)
    assert confirm(coordinator, first).is_done
    second = confirm(coordinator, second)
    assert (second.state, second.counts) == (ImportState.PREVIEW, {"same": 1})
    assert Organisation.objects.count() == 1


def test_an_import_is_carried_out_once(coordinator):
    found = preview(coordinator, HEAD + "Zīle;kopiena;;;;\n")
    stale = Import.objects.get(pk=found.pk)
    confirm(coordinator, found)
    for act in (actions.confirm_import, actions.drop_import):
        with pytest.raises(actions.ImportFinished):
            act(by=coordinator, found=stale, at=NOW)
    with pytest.raises(actions.ImportFinished):
        decide(coordinator, stale, {2: ("skip", "")})
    with pytest.raises(actions.ImportFinished):
        actions.map_import_columns(by=coordinator, found=stale, mapping=["", "", "", "", "", "name"], at=NOW)
    assert Organisation.objects.count() == 1


def test_organisations_of_one_name_get_addresses_of_their_own(coordinator, land):
    make.organisation("Cita", slug="zile")
    text = (
        HEAD
        + "Zīle;kopiena;Rubenes pagasts;;;\nZīle;kopiena;Pilskalnes pagasts;Jēkabpils novads;;\nImports;kopiena;;;;\n"
    )
    found = decide(coordinator, preview(coordinator, text), {3: ("new", "")})
    assert confirm(coordinator, found).is_done
    slugs = {one.slug for one in Organisation.objects.exclude(name="Cita")}
    assert slugs == {"zile-2", "zile-3", "imports-2"}


def test_html_in_a_name_is_kept_as_it_was_typed(coordinator):
    imported(coordinator, "nosaukums,veids\n<b>Zīle</b>,kopiena\n")
    assert Organisation.objects.get().name == "<b>Zīle</b>"


# --- dropping -------------------------------------------------------------------


def test_a_dropped_preview_forgets_its_rows(coordinator):
    found = actions.drop_import(by=coordinator, found=preview(coordinator, HEAD + "Zīle;kopiena;;;;\n"), at=NOW)
    assert (found.state, found.finished_by, found.counts) == (ImportState.DROPPED, coordinator, {"new": 1})
    assert not ImportRow.objects.exists()
    assert not Organisation.objects.exists()
    assert verbs()[-1] == "network.import_dropped"


# --- taking back ----------------------------------------------------------------


def test_taking_back_removes_what_was_added_and_restores_what_was_changed(coordinator, land):
    make.theme("culture", "Kultūra")
    make.theme("sport", "Sports")
    known = make.organisation(
        "Biedrība „Zīle”", place=None, summary={"en": "Old"}, offers="Zāle", people_count=5, legal_form=""
    )
    known.themes.set([make.theme("sport", "Sports")])
    before = registry()
    text = (
        "nosaukums;veids;pagasts;apraksts;tēmas;lat;lon;piedāvā;cilvēki;valodas\n"
        "Rītausma;kopiena;Rubenes pagasts;Kopā;Kultūra;56,1;25,9;;;lv\n"
        "Biedrība „Zīle”;;Rubenes pagasts;Jauns;Kultūra;56,2;25,8;Galdi;7;lv,ru\n"
    )
    found = imported(coordinator, text)
    assert registry() != before
    mark = marks("registry")[0]
    found = actions.undo_import(by=coordinator, found=found, at=NOW)
    assert (found.state, found.undone_by, found.undone_at, found.undo_notes) == (
        ImportState.UNDONE, coordinator, NOW, [],
    )  # fmt: skip
    assert registry() == before
    known.refresh_from_db()
    assert (known.lat, known.place, known.languages, known.people_count) == (None, None, [], 5)
    assert search.matching("organisation", "kopā") == {}
    assert set(search.matching("organisation", "zāle")) == {known.pk}
    assert marks("registry")[0] == mark + 1
    lines = list(Record.objects.order_by("id"))[-2:]
    assert [line.verb for line in lines] == ["network.organisation_changed", "network.import_undone"]
    assert lines[0].particulars["changes"]["offers"] == ["Galdi", "Zāle"]


def test_taking_back_leaves_what_others_have_touched_and_says_so(coordinator, contact, land):
    known = make.organisation("Biedrība „Zīle”", offers="Zāle")
    text = (
        "nosaukums;veids;piedāvā;cilvēki\nRītausma;kopiena;;\nStrauts;kopiena;;\nAvots;kopiena;;\n"
        "Biedrība „Zīle”;;Galdi;7\nKalns;kopiena;;\n"
    )
    found = imported(coordinator, text)
    make.membership(contact, Organisation.objects.get(name="Rītausma"))
    Organisation.objects.filter(name="Strauts").update(offers="Krēsli")
    Organisation.objects.filter(pk=known.pk).update(people_count=8)
    found = actions.undo_import(by=coordinator, found=found, at=NOW)
    assert [(number, name) for number, name, _said in found.undo_notes] == [
        (2, "Rītausma"), (3, "Strauts"), (5, "Biedrība „Zīle”"),
    ]  # fmt: skip
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Biedrība „Zīle”", "Rītausma", "Strauts"]
    known.refresh_from_db()
    assert (known.offers, known.people_count) == ("Zāle", 8)


def test_what_is_gone_already_is_said(coordinator):
    known = make.organisation("Biedrība „Zīle”")
    found = imported(coordinator, "nosaukums;veids;piedāvā\nBiedrība „Zīle”;;Galdi\nRītausma;kopiena;\n")
    Organisation.objects.all().delete()
    found = actions.undo_import(by=coordinator, found=found, at=NOW)
    assert [(number, name) for number, name, _said in found.undo_notes] == [(2, known.name)]


def test_an_import_is_taken_back_once_and_only_when_carried_out(coordinator):
    found = preview(coordinator, HEAD + "Zīle;kopiena;;;;\n")
    with pytest.raises(actions.NotImported):
        actions.undo_import(by=coordinator, found=found, at=NOW)
    confirm(coordinator, found)
    actions.undo_import(by=coordinator, found=found, at=NOW)
    with pytest.raises(actions.NotImported):
        actions.undo_import(by=coordinator, found=found, at=NOW)


def test_after_taking_back_the_same_file_is_new_again(coordinator, land):
    text = HEAD + "Zīle;kopiena;Rubenes pagasts;;;\n"
    actions.undo_import(by=coordinator, found=imported(coordinator, text), at=NOW)
    assert preview(coordinator, text).counts == {"new": 1}


# --- report ---------------------------------------------------------------------


def test_the_report_tells_each_row_its_fate_and_the_reason(coordinator, land):
    make.organisation("Biedrība „Zīle”", place=land)
    found = preview(coordinator, HEAD + "Zīle;kopiena;Rubenes pagasts;;;\n=Avots;bedrība;;;;\nRītausma;kopiena;;;;\n")
    head, unclear, wrong, new = queries.report_of(found)
    assert len(head) == 4
    assert unclear[:2] == ["2", "Zīle"]
    assert "Biedrība „Zīle”" in unclear[3]
    assert wrong[:2] == ["3", "=Avots"]
    assert "bedrība" in wrong[3]
    assert new[3] == ""
