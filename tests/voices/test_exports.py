"""Files of a conversation: equal to what was said, without anything that tells who said it."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices import exports
from savienojums.voices import polis_format as polis
from savienojums.voices.actions import exchange as acts
from savienojums.voices.actions.answering import MOST_NEWCOMERS, Newcomer, give_vote, join
from savienojums.voices.actions.maps import make_map
from savienojums.voices.actions.participants import bring_back, set_aside
from savienojums.voices.models import Participant, Vote
from savienojums.voices.queries import exchange as queries
from tests import make
from tests.voices.files import SMALL, taken

pytestmark = pytest.mark.django_db
AFTER = make.NOW + timedelta(days=30)
# What stands in the files that do not hold the statements.
HEADS = {polis.VOTES: "voter-id", polis.PARTICIPANTS: "group-id", polis.SUMMARY: "Ko darīt ar parku?"}
SECRETS = ("slepenaatslega", "slepenspasts", "slepensavots", "Birži", "45-64")


def somebody(conversation, number, **details):
    details = {
        "key": f"slepenaatslega-{number}", "source_key": "slepensavots", "mailbox_key": f"slepenspasts-{number}",
        "age_band": "45-64", "joined_at": datetime(2026, 11, 20, 9, number, tzinfo=UTC), **details,
    }  # fmt: skip
    return Participant.objects.create(conversation=conversation, **details)


def said(who, statement, value, at):
    return Vote.objects.create(participant=who, statement=statement, value=value, said_at=at)


@pytest.fixture
def conversation():
    """Three people, two statements, one who is set aside, one who changed their mind, one answer taken back."""
    made = make.conversation(question={"lv": "Ko darīt ar parku?"})
    place = make.place("Birži")
    one, two = make.statement(made, "Vairāk koku."), make.statement(made, "Mazāk asfalta.")
    people = [somebody(made, number, place=place) for number in range(3)]
    morning = datetime(2026, 11, 21, 7, 13, 5, tzinfo=UTC)
    said(people[0], one, -1, morning)
    said(people[1], one, 1, morning + timedelta(hours=1))
    said(people[0], one, 1, morning + timedelta(hours=2))
    said(people[1], two, 0, morning + timedelta(hours=3))
    said(people[2], two, 1, morning + timedelta(hours=4))
    said(people[2], two, None, morning + timedelta(hours=5))
    flood = somebody(made, 9, aside_at=make.NOW, aside_for="flood")
    said(flood, one, -1, morning)
    return made


def files_of(conversation, *, public=True):
    with zipfile.ZipFile(io.BytesIO(exports.polis_zip(queries.whole_of(conversation, AFTER, public=public)))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_the_four_files_read_back_as_what_was_said(conversation):
    texts = files_of(conversation)
    read, findings = polis.read({name: text for name, text in texts.items() if name.endswith(".csv")})
    assert findings == []
    by_value = sorted((each.comment, each.vote) for each in read.ballots)
    assert by_value == [(1, -1), (1, 1), (1, 1), (2, 0)]
    assert sorted(each.votes for each in read.participants) == [((1, 1),), ((1, 1), (2, 0))]
    assert (read.summary.topic, read.summary.voters, read.summary.comments) == ("Ko darīt ar parku?", 2, 2)
    assert "CC BY 4.0" in texts["README.txt"]


def test_a_change_of_mind_stays_after_what_it_changed(conversation):
    read, _ = polis.read(files_of(conversation))
    who = next(each.voter for each in read.ballots if each.vote == -1)
    assert [each.vote for each in read.ballots if each.voter == who] == [-1, 1]


def test_times_are_days_and_rows_do_not_follow_arrival(conversation):
    read, _ = polis.read(files_of(conversation))
    riga_midnight = int(datetime(2026, 11, 20, 22, tzinfo=UTC).timestamp() * 1000)
    assert {each.at for each in read.ballots} == {riga_midnight}
    assert [each.voter for each in read.ballots] == sorted(each.voter for each in read.ballots)
    words = sorted((each.public_id, each.pk) for each in conversation.participants.counted())
    numbers = queries.whole_of(conversation, AFTER, public=True)
    assert [each.number for each in numbers.polis.participants] == sorted(
        number
        for number, (_word, pk) in enumerate(words, 1)
        if Vote.objects.filter(participant=pk).exclude(statement__number=2, value=1).exclude(value=None).exists()
    )


@pytest.mark.parametrize("kind", exports.KINDS.values(), ids=exports.KINDS)
def test_no_file_tells_who_it_was(conversation, kind):
    for public in (True, False):
        content = kind.make(queries.whole_of(conversation, AFTER, public=public))
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = b"".join(packed.read(name) for name in packed.namelist())
        text = content.decode("utf-8", "replace")
        for secret in (*SECRETS, *conversation.participants.values_list("public_id", flat=True)):
            assert secret not in text
        assert HEADS.get(kind.name, "Vairāk koku.") in text


def test_set_aside_people_stand_only_in_the_organisers_files_and_no_row_tells_who(conversation):
    public = queries.whole_of(conversation, AFTER, public=True)
    inside = queries.whole_of(conversation, AFTER, public=False)
    assert (len(public.polis.ballots), len(inside.polis.ballots)) == (4, 5)
    assert (public.aside, inside.aside) == (0, 1)
    told = json.loads(exports.json_file(inside))
    assert (told["set_aside"], "set_aside" in json.loads(exports.json_file(public))) == (1, False)
    assert {tuple(each) for each in told["participants"]} == {("number", "group", "answers")}
    _about, _statements, answers = load_workbook(io.BytesIO(exports.xlsx_file(inside))).worksheets
    assert (answers.max_row, answers.max_column) == (5, 4)
    # Nor do they count there.
    assert [each.all for each in public.lines] == [each.all for each in inside.lines]
    assert public.lines[0].all == (2, 0, 0)


def test_statements_that_wait_or_must_not_be_printed_keep_their_words(conversation):
    make.statement(conversation, "Gaidu.", state="waiting")
    make.statement(conversation, "Jānis Bērziņš zog.", state="hidden", hidden_for="personal")
    make.statement(conversation, "Par citu.", state="hidden", hidden_for="off_topic")
    texts = "".join(files_of(conversation).values())
    assert "Gaidu." not in texts
    assert "Bērziņš" not in texts
    assert "Par citu." in texts
    whole = queries.whole_of(conversation, AFTER, public=True)
    assert {each.number: each.moderated for each in whole.polis.comments} == {1: 1, 2: 1, 4: -1, 5: -1}
    inside = exports.moderation_csv(queries.whole_of(conversation, AFTER, public=False)).decode()
    assert "Gaidu." in inside
    assert "Bērziņš" in inside


def test_the_author_of_a_statement_is_not_told_where_people_took_part_here(conversation):
    author = conversation.participants.first()
    make.statement(conversation, "Mans.", author=author, is_seed=False)
    for public in (True, False):
        assert all(each.author is None for each in queries.whole_of(conversation, AFTER, public=public).polis.comments)


def test_groups_come_from_the_last_map_and_small_ones_are_none(coordinator):
    made = make.conversation()
    statements = [make.statement(made, f"Doma {number}.") for number in range(12)]
    # Thirty against thirty, and two who are alone.
    for number in range(60):
        who = somebody(made, number % 50, key=f"a{number}", mailbox_key=f"b{number}")
        side = 1 if number < 30 else -1
        Vote.objects.bulk_create(
            [Vote.said(who, each, side if place % 2 else -side, make.NOW) for place, each in enumerate(statements)]
        )
    make_map(by=SYSTEM, conversation=made, at=make.NOW)
    whole = queries.whole_of(made, AFTER, public=True)
    assert sorted(whole.sizes) == [30, 30]
    assert {each.group for each in whole.polis.participants} == {0, 1}
    rows = list(csv.reader(io.StringIO(exports.statements_csv(whole).decode("utf-8-sig"))))
    assert len(rows) == 13
    assert len(rows[0]) == 7 + 6
    assert sorted(whole.lines[0].groups) == [(0, 30, 0), (30, 0, 0)]
    made.smallest_group = 40
    assert queries.whole_of(made, AFTER, public=True).groups == {}


def test_the_spreadsheet_holds_three_sheets_and_no_formula(conversation):
    make.statement(conversation, "=HYPERLINK(1)")
    book = load_workbook(io.BytesIO(exports.xlsx_file(queries.whole_of(conversation, AFTER, public=True))))
    about, statements, answers = book.worksheets
    assert (statements.max_row, answers.max_row) == (4, 4)
    assert statements["B4"].value == "=HYPERLINK(1)"
    assert statements["B4"].data_type == "s"
    assert about["B5"].value == "CC BY 4.0"
    table = exports.statements_csv(queries.whole_of(conversation, AFTER, public=True)).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table


def test_a_formula_is_disarmed_in_the_file_for_spreadsheets_and_raw_in_the_zip(conversation):
    make.statement(conversation, "=HYPERLINK(1)")
    whole = queries.whole_of(conversation, AFTER, public=True)
    assert exports.KINDS[polis.COMMENTS].make(whole).decode().strip().endswith(",'=HYPERLINK(1)")
    assert files_of(conversation)[polis.COMMENTS].strip().endswith(",=HYPERLINK(1)")


def test_an_empty_conversation_has_files_all_the_same():
    whole = queries.whole_of(make.conversation(), AFTER, public=True)
    for kind in exports.KINDS.values():
        assert kind.make(whole)
    read, _ = polis.read({**polis.written(whole.polis)})
    assert (read.ballots, read.participants, read.comments) == ((), (), ())


@pytest.mark.parametrize(
    ("shown", "at", "is_open"),
    [
        ("end", make.NOW, False),
        ("end", AFTER, True),
        ("after", make.NOW, False),
        ("live", make.NOW, False),
        ("live", AFTER, True),
    ],
)
def test_files_are_public_after_the_end_even_where_results_are_shown_before(conversation, shown, at, is_open):
    conversation.results_shown = shown
    conversation.save()
    assert queries.offered_of(conversation, at).is_open is is_open
    if is_open:
        assert queries.open_conversation(None, conversation.slug, at) == conversation
    else:
        with pytest.raises(NotFound):
            queries.open_conversation(None, conversation.slug, at)


def test_organisers_leave_a_line_and_others_get_nothing(conversation, coordinator, outsider):
    acts.hand_out_files(by=coordinator, conversation=conversation, form="polis.zip", at=make.NOW)
    line = Record.objects.get(verb="voices.files_exported")
    assert (line.by, line.particulars) == (coordinator, {"form": "polis.zip"})
    for person in (outsider, None):
        with pytest.raises(NotAllowed):
            acts.hand_out_files(by=person, conversation=conversation, form="polis.zip", at=make.NOW)
    assert Record.objects.filter(verb="voices.files_exported").count() == 1


def test_the_number_of_questions_does_not_grow_with_the_answers(conversation, django_assert_num_queries):
    with django_assert_num_queries(7):
        queries.whole_of(conversation, AFTER, public=True)
    for number in range(20, 26):
        who = somebody(conversation, number)
        for each in conversation.statements.all():
            said(who, each, 1, make.NOW)
    with django_assert_num_queries(7):
        queries.whole_of(conversation, AFTER, public=True)


def test_files_of_elsewhere_keep_their_groups_beside_our_map(coordinator):
    made = taken(coordinator, polis.written(SMALL))
    make_map(by=coordinator, conversation=made, at=make.NOW)
    read, _ = polis.read(polis.written(queries.whole_of(made, AFTER, public=True).polis))
    assert read == SMALL


def test_thousands_of_tokens_from_one_connection_change_no_public_file(coordinator):
    tokens = 2_000
    made = make.conversation(question={"lv": "Ko darīt ar parku?"})
    one = make.statement(made, "Vairāk koku.")
    for number in range(12):
        said(somebody(made, number), one, 1, make.NOW)
    # The first of them are let in through the door itself, the rest written as the door would have written them.
    for number in range(MOST_NEWCOMERS + 3):
        newcomer = Newcomer(made, f"flood-{number}", source_key="slepensavots-2")
        who = join(by=None, newcomer=newcomer, at=make.NOW)
        give_vote(by=None, participant=who, statement=one, value=-1, at=make.NOW)
    rows = Participant.objects.bulk_create(
        [
            Participant(conversation=made, key=f"more-{number}", source_key="slepensavots-2", joined_at=make.NOW,
                        aside_at=make.NOW, aside_for="flood")
            for number in range(tokens - MOST_NEWCOMERS - 3)
        ],
        batch_size=2_000,
    )  # fmt: skip
    Vote.objects.bulk_create([Vote.said(who, one, -1, make.NOW) for who in rows], batch_size=2_000)
    # Organisers see them, and set those aside that came before the door was watched.
    early = list(made.participants.counted().filter(source_key="slepensavots-2").values_list("pk", flat=True))
    assert len(early) == MOST_NEWCOMERS
    set_aside(by=coordinator, conversation=made, participants=early, aside_for="flood", at=make.NOW)
    whole = queries.whole_of(made, AFTER, public=True)
    assert whole.lines[0].all == (12, 0, 0)
    assert len(whole.polis.ballots) == 12
    inside = queries.whole_of(made, AFTER, public=False)
    assert (inside.aside, len(inside.polis.ballots)) == (tokens, tokens + 12)
    assert inside.lines[0].all == (12, 0, 0)
    # It is reversible, and nothing was lost.
    bring_back(by=coordinator, conversation=made, participants=early, at=make.NOW)
    assert queries.whole_of(made, AFTER, public=True).lines[0].all == (12, MOST_NEWCOMERS, 0)
    assert Vote.objects.filter(participant__conversation=made).count() == tokens + 12
