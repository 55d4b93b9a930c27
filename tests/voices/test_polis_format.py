import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from savienojums.voices.polis_format import (
    COMMENTS,
    HARMLESS,
    PARTICIPANTS,
    SUMMARY,
    VOTES,
    Ballot,
    Comment,
    Conversation,
    Finding,
    Participant,
    Problem,
    Summary,
    read,
    written,
)  # fmt: skip
from tests.voices.conversations import NAMES, rows

WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from('",\r\n<>&;'), max_size=30)
MOMENT = st.none() | st.integers(0, 2**43)
NUMBER, VOTE = st.integers(0, 40), st.sampled_from((-1, 0, 1))
SMALL = Conversation(
    Summary("Ko darīt ar parku?", voters=2),
    (Comment(0, "Vairāk koku.", 7, 1, 1_500_282_615_559), Comment(3, "Mazāk asfalta, lūdzu.", None, -1)),
    (Ballot(0, 7, 1, 1_500_282_615_559), Ballot(3, 8, -1), Ballot(0, 8, 0)),
    (Participant(7, 1, ((0, 1),)), Participant(8, None, ((0, 0), (3, -1)))),
)


@st.composite
def conversations(draw):
    numbers = draw(st.lists(NUMBER, unique=True, max_size=6))
    people = draw(st.lists(NUMBER, unique=True, max_size=6))
    comments = tuple(Comment(each, draw(WORDS), draw(st.none() | NUMBER), draw(VOTE), draw(MOMENT)) for each in numbers)
    pairs = [(number, person) for number in numbers for person in people]
    cast = draw(st.lists(st.sampled_from(pairs), max_size=9)) if pairs else ()
    ballots = tuple(Ballot(*pair, draw(VOTE), draw(MOMENT)) for pair in cast)
    votes = (
        st.lists(st.tuples(st.sampled_from(numbers), VOTE), unique_by=lambda each: each[0]) if numbers else st.just([])
    )
    participants = tuple(
        Participant(each, draw(st.none() | st.integers(0, 4)), tuple(sorted(draw(votes)))) for each in people
    )
    summary = Summary(draw(WORDS), draw(WORDS), *draw(st.tuples(*[NUMBER] * 6)), draw(WORDS))
    return Conversation(summary, comments, ballots, participants)


@settings(max_examples=60, deadline=None)
@given(conversations())
def test_what_was_written_reads_back_equal(conversation):
    again, findings = read(written(conversation))
    assert again == conversation
    assert {each.problem for each in findings} <= {Problem.MARKUP}


@settings(max_examples=100, deadline=None)
@given(
    conversations(),
    st.lists(st.tuples(st.sampled_from((COMMENTS, VOTES, PARTICIPANTS, SUMMARY)), st.floats(0, 1), WORDS), max_size=5),
)
def test_whatever_happens_to_the_files_nothing_is_raised_and_nothing_is_lost_unsaid(conversation, harm):
    files = written(conversation)
    for file, share, text in harm:
        at = int(share * len(files[file]))
        files[file] = files[file][:at] + text + files[file][at + 1 :]
    again, findings = read(files)
    assert read(written(again))[0] == again
    assert len(again.ballots) <= files[VOTES].count("\n") + files[VOTES].count("\r") + 1
    assert all(each.line >= 0 for each in findings)


@settings(max_examples=50, deadline=None)
@given(conversations(), st.floats(0, 1))
def test_half_a_file_is_read_as_far_as_it_goes(conversation, share):
    files = written(conversation)
    files[VOTES] = files[VOTES][: int(share * len(files[VOTES]))]
    again, _ = read(files)
    whole = len(again.ballots)
    # The last one may be cut within its vote: 1 is left of -1 never, but "-" is no number.
    assert again.ballots == conversation.ballots[:whole]


@pytest.mark.parametrize(
    ("line", "problem", "text"),
    [
        (",,9,7,1", Problem.UNKNOWN_STATEMENT, "9"),
        (",,0,99,1", Problem.UNKNOWN_PERSON, "99"),
        (",,0,7,2", Problem.WRONG_VALUE, "2"),
        (",,nulle,7,1", Problem.NO_NUMBER, "nulle"),
        (",,99999999999999999999,7,1", Problem.NO_NUMBER, "99999999999999999999"),
        ("15002", Problem.HALF_A_LINE, "15002"),
        (',,0,7,"1', Problem.BROKEN_OFF, "unexpected end of data"),
    ],
)
def test_an_odd_line_is_told_with_its_number(line, problem, text):
    files = written(SMALL)
    files[VOTES] += line
    again, findings = read(files)
    assert findings == [Finding(VOTES, 5, problem, text)]
    assert len(again.ballots) == len(SMALL.ballots) + (problem in HARMLESS)


def test_markup_in_a_statement_is_told_and_kept():
    text = 'Parks <img src=x onerror="alert(1)"> &amp; dīķis'
    again, findings = read(written(Conversation(comments=(Comment(1, text), Comment(2, "3 < 4 & 5 > 4")))))
    assert [each.text for each in again.comments] == [text, "3 < 4 & 5 > 4"]
    assert findings == [Finding(COMMENTS, 2, Problem.MARKUP, text)]


def test_the_same_statement_or_person_twice_counts_once_the_first():
    files = written(SMALL)
    files[COMMENTS] += ",,0,,,,1,Cits.\r\n"
    files[PARTICIPANTS] += "7,0,0,1,1,0,1,\r\n"
    again, findings = read(files)
    assert again == SMALL
    assert [(each.file, each.problem) for each in findings] == [
        (COMMENTS, Problem.TWICE),
        (PARTICIPANTS, Problem.TWICE),
    ]


def test_a_column_of_a_statement_nobody_knows_is_told_once():
    files = written(SMALL)
    files[COMMENTS] = written(Conversation(comments=SMALL.comments[:1]))[COMMENTS]
    again, findings = read(files)
    assert Finding(PARTICIPANTS, 1, Problem.UNKNOWN_STATEMENT, "3") in findings
    assert again.participants == (Participant(7, 1, ((0, 1),)), Participant(8, None, ((0, 0),)))


def test_files_and_columns_that_are_missing_are_told():
    files = written(SMALL)
    assert [(each.file, each.problem) for each in read({})[1]] == [
        (file, Problem.NO_FILE) for file in (COMMENTS, VOTES, SUMMARY)
    ]
    files[VOTES] = files[VOTES].replace("voter-id", "who")
    assert read(files)[1] == [Finding(VOTES, 1, Problem.NO_COLUMN, "voter-id")]


def test_without_a_file_of_people_the_last_votes_count():
    files = written(Conversation(SMALL.summary, SMALL.comments, (*SMALL.ballots, Ballot(0, 8, 1)), ()))
    del files[PARTICIPANTS]
    assert read(files)[0].participants == (Participant(7, None, ((0, 1),)), Participant(8, None, ((0, 1), (3, -1))))


def test_a_mark_before_the_first_byte_and_columns_unknown_to_us_do_no_harm():
    files = written(SMALL)
    files[COMMENTS] = "\ufeff" + files[COMMENTS]
    files[SUMMARY] += "pilseta,Sēlija\r\n"
    assert read(files) == (SMALL, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_public_conversation_goes_in_and_comes_out_equal(name):
    given_ = {
        COMMENTS: [("comment-id", "comment-body", "moderated"), ("statement_id", "text", "moderated"), rows(name, "statements")],
        VOTES: [("comment-id", "voter-id", "vote", "timestamp"), ("statement_id", "participant_id", "vote", "order"), rows(name, "votes")],
    }  # fmt: skip
    files = {SUMMARY: ""}
    for file, (columns, keys, lines) in given_.items():
        text = io.StringIO(newline="")
        csv.writer(text).writerows([columns, *([line[key] for key in keys] for line in lines)])
        files[file] = text.getvalue()
    conversation, findings = read(files)
    assert {each.problem for each in findings} <= {Problem.MARKUP}
    assert len(conversation.ballots) == len(given_[VOTES][2])
    assert len(conversation.comments) == len(given_[COMMENTS][2])
    assert read(written(conversation))[0] == conversation
