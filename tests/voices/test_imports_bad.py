"""Files that are broken, false or hostile: seen, explained, bounded; what can be read is taken in."""

import io
import zipfile

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.system import SYSTEM
from savienojums.voices import imports_reading as reading
from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from savienojums.voices.imports_reading import Damaged, Odd, TooLarge, reading_of, unpacked
from savienojums.voices.models import Vote, VotesImport
from savienojums.voices.queries import imports as queries
from savienojums.voices.queries.exchange import whole_of
from tests import make
from tests.voices.files import SMALL, bring, packed, taken
from tests.voices.test_polis_format import conversations

ALL = {*polis.Problem, *Odd}


def found_in(texts):
    return {(file, problem) for file, _line, problem, _text in reading_of(texts).findings}


def test_every_finding_is_explained():
    assert set(queries.EXPLAINED) == ALL


@pytest.mark.parametrize(
    ("file", "line", "problem", "left_out"),
    [
        (polis.VOTES, ",,9,7,1\r\n", polis.Problem.UNKNOWN_STATEMENT, 1),
        (polis.VOTES, ",,0,7,2\r\n", polis.Problem.WRONG_VALUE, 1),
        (polis.VOTES, ",,0,99,1\r\n", polis.Problem.UNKNOWN_PERSON, 0),
        (polis.VOTES, "1489", polis.Problem.HALF_A_LINE, 1),
        (polis.VOTES, ',,0,7,"1', polis.Problem.BROKEN_OFF, 1),
        (polis.VOTES, ",,0,-4,1\r\n", Odd.FAR_NUMBER, 0),
        (polis.VOTES, f"{2**52},,0,7,1\r\n", Odd.FAR_TIME, 0),
        (polis.COMMENTS, ",,0,,,,1,Cits.\r\n", polis.Problem.TWICE, 1),
        (polis.COMMENTS, ",,9,,,,1,<script>alert(1)</script>\r\n", polis.Problem.MARKUP, 0),
        (polis.COMMENTS, ",,4294967296,,,,1,Tālu.\r\n", Odd.FAR_NUMBER, 0),
        (polis.PARTICIPANTS, "31,0,0,1,1,0,1,,\r\n", Odd.ONLY_IN_TABLE, 0),
    ],
)
def test_an_odd_line_is_told_and_the_rest_is_taken_in(coordinator, file, line, problem, left_out):
    texts = polis.written(SMALL)
    texts[file] += line
    made = bring(coordinator, texts)
    assert (file, problem) in {(one, two) for one, _line, two, _text in made.findings}
    assert made.counts["left_out"] == left_out
    preview = queries.preview_of(made)
    told = next(each for _title, chapter in preview.chapters for each in chapter if each.file == file)
    assert told.title
    assert told.means
    conversation = acts.take_in_votes(by=coordinator, found=made, at=make.NOW).conversation
    assert Vote.objects.filter(participant__conversation=conversation).count() >= len(SMALL.ballots)


def test_half_a_votes_file_is_made_whole_by_the_table_of_participants(coordinator):
    texts = polis.written(SMALL)
    texts[polis.VOTES] = texts[polis.VOTES][: len(texts[polis.VOTES]) // 2]
    made = taken(coordinator, texts)
    again = whole_of(made, make.NOW, public=True).polis
    assert again.participants == SMALL.participants
    assert (polis.PARTICIPANTS, Odd.ONLY_IN_TABLE) in found_in(texts)


def test_a_table_that_contradicts_the_votes_is_told_and_the_votes_count(coordinator):
    texts = polis.written(SMALL)
    texts[polis.PARTICIPANTS] = texts[polis.PARTICIPANTS].replace("7,1,1,1,0,1,-1,", "7,1,1,1,1,0,1,")
    assert (polis.PARTICIPANTS, Odd.NOT_AS_TABLE) in found_in(texts)
    again = whole_of(taken(coordinator, texts), make.NOW, public=True).polis
    assert again.participants[0].votes == ((0, -1),)


def test_statements_with_html_come_in_and_go_out_as_plain_text(coordinator, client):
    text = "Parks <img src=x onerror=alert(1)> &amp; =HYPERLINK(1)"
    evil = polis.Conversation(comments=(polis.Comment(1, text, moderated=1), polis.Comment(2, "=1+1", moderated=1)))
    made = taken(coordinator, polis.written(evil))
    assert whole_of(made, make.NOW, public=True).polis.comments == evil.comments
    client.force_login(coordinator)
    page = client.get(made.votes_import.get_absolute_url()).content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_without_statements_there_is_nothing_to_take_in(coordinator):
    texts = polis.written(SMALL)
    del texts[polis.COMMENTS]
    found = bring(coordinator, texts)
    assert not queries.preview_of(found).can_take
    with pytest.raises(acts.NothingToTakeIn):
        acts.take_in_votes(by=coordinator, found=found, at=make.NOW)


def test_letters_survive_old_encodings_and_marks():
    texts = polis.written(SMALL)
    handed = [
        (polis.COMMENTS, texts[polis.COMMENTS].encode("cp1257")),
        (polis.VOTES, texts[polis.VOTES].encode("utf-16")),
        ("2017-report-participant-votes.csv", texts[polis.PARTICIPANTS].encode("utf-8-sig")),
        ("kopsavilkums.csv", texts[polis.SUMMARY].encode()),
    ]
    found, odd = unpacked(handed)
    assert odd == []
    assert polis.read(found) == (SMALL, [])


def test_files_that_do_not_belong_are_passed_over_and_told():
    handed = [(name, text.encode()) for name, text in polis.written(SMALL).items()]
    found, odd = unpacked(
        [*handed, ("piezimes.txt", b"sveiki"), ("vecs/votes.csv", b"x"), ("b.csv", b"\x81\xff\xfe\x00x")]
    )
    assert polis.read(found)[0] == SMALL
    assert [(each.file, each.problem) for each in odd] == [
        ("piezimes.txt", Odd.STRANGE_FILE),
        ("votes.csv", Odd.SAME_FILE),
        ("b.csv", Odd.NO_LETTERS),
    ]


def test_a_zip_bomb_is_not_unpacked(coordinator, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100_000)
    bomb = packed({"votes.csv": "0" * 10_000_000})
    assert len(bomb) < 20_000
    with pytest.raises(TooLarge):
        unpacked([("votes.zip", bomb)])
    with pytest.raises(acts.FilesTooLarge):
        acts.bring_votes(by=coordinator, brought=acts.Brought("x", [("votes.zip", bomb)]), at=make.NOW)
    with pytest.raises(TooLarge):
        unpacked([("votes.zip", packed({f"{each}.csv": "a" for each in range(80)}))])
    assert VotesImport.objects.count() == 0


def test_a_file_cut_off_or_locked_is_refused_in_a_sentence(coordinator):
    whole = packed(polis.written(SMALL))
    for content in (whole[:-30], whole[:40], b"PK\x03\x04nonsense"):
        with pytest.raises(Damaged):
            unpacked([("votes.zip", content)])
    with pytest.raises(acts.FilesDamaged):
        acts.bring_votes(by=coordinator, brought=acts.Brought("x", [("a.zip", whole[:-30])]), at=make.NOW)
    with pytest.raises(acts.NoVotesFiles):
        acts.bring_votes(by=coordinator, brought=acts.Brought("x", [("a.txt", b"sveiki")]), at=make.NOW)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as empty:
        empty.mkdir("x") if hasattr(empty, "mkdir") else None
    with pytest.raises(acts.NoVotesFiles):
        acts.bring_votes(by=coordinator, brought=acts.Brought("x", [("a.zip", held.getvalue() + b"")]), at=make.NOW)


def test_more_votes_than_can_be_taken_in_are_refused(coordinator, monkeypatch):
    monkeypatch.setattr(reading, "MOST_VOTES", 4)
    with pytest.raises(acts.FilesTooLarge):
        bring(coordinator, polis.written(SMALL))


@pytest.mark.parametrize(("bound", "file"), [("MOST_VOTES", polis.VOTES), ("MOST_PEOPLE", polis.PARTICIPANTS)])
def test_too_many_lines_are_refused_before_anything_is_built_of_them(monkeypatch, bound, file):
    monkeypatch.setattr(reading, bound, 100)
    monkeypatch.setattr(polis, "read", lambda _texts: pytest.fail("it was read"))
    texts = polis.written(SMALL)
    texts[file] += ",,0,7,x\r\n" * 200
    with pytest.raises(TooLarge):
        reading_of(texts)


def test_votes_in_a_wide_table_of_people_are_counted_too(monkeypatch):
    monkeypatch.setattr(reading, "MOST_VOTES", 100)
    with pytest.raises(TooLarge):
        reading_of({polis.PARTICIPANTS: "participant,group-id\r\n" + "1,0" + ",1,-1,0" * 60})


def test_nobody_waits_while_files_are_read(coordinator, monkeypatch):
    depths = []

    def noted(*given):
        depths.append(len(connection.savepoint_ids))
        return reading_of(*given)

    monkeypatch.setattr(acts, "reading_of", noted)
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 0)
    found = bring(coordinator, polis.written(SMALL))
    acts.take_in_votes(by=coordinator, found=found, at=make.NOW)
    acts.write_votes(by=SYSTEM, found=found, at=make.NOW)
    assert depths == [len(connection.savepoint_ids)] * 2
    assert found.conversation.statements.count() == 3


def test_thousands_of_findings_are_counted_and_a_few_kept(coordinator):
    texts = polis.written(SMALL)
    texts[polis.VOTES] += ",,9,7,1\r\n" * 5000
    found = bring(coordinator, texts)
    assert found.counts["left_out"] == 5000
    assert len(found.findings) == reading.MOST_LINES
    told = queries.preview_of(found).amiss[0]
    assert (told.count, len(told.lines), told.more) == (5000, 30, 4970)


@given(
    conversations(),
    st.lists(st.tuples(st.sampled_from(reading.FILES), st.floats(0, 1), st.text(max_size=20)), max_size=4),
)
def test_whatever_happens_to_the_files_reading_never_raises_and_holds_together(conversation, harm):
    texts = polis.written(conversation)
    for file, share, text in harm:
        at = int(share * len(texts[file]))
        texts[file] = texts[file][:at] + text + texts[file][at + 1 :]
    found = reading_of(texts)
    numbers = {each.number for each in found.conversation.comments}
    assert all(each.comment in numbers for each in found.conversation.ballots)
    assert {problem for _file, _line, problem, _text in found.findings} <= ALL
    assert found.counts["votes"] == len(found.conversation.ballots)
