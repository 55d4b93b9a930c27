"""Files of other platforms as those who brought them see them: which there are, what was found in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.network.rules import coordinates
from savienojums.voices import imports_reading as reading
from savienojums.voices.imports_reading import Odd
from savienojums.voices.models import Vote, VotesImport
from savienojums.voices.polis_format import COMMENTS, Problem, read
from savienojums.voices.rules import imports as rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person
AT_ONCE = 20
LARGE = ("files", "findings", "beside")
# What is amiss, and what that means; the first line stands as a heading over the numbers of the lines.
EXPLAINED: dict[str, tuple[str, str]] = {
    Problem.NO_FILE: (
        gettext_noop("The file is missing"),
        gettext_noop("Without it the rest is taken in as far as it goes. Fetch it from the same export if you can."),
    ),
    Problem.NO_COLUMN: (
        gettext_noop("A column is missing"),
        gettext_noop("The file cannot be read without it, so nothing of it is taken in. Look whether its headings were changed."),
    ),
    Problem.HALF_A_LINE: (
        gettext_noop("The line ends too early"),
        gettext_noop("It is left out. If it is the last one, the file was not copied to its end."),
    ),
    Problem.BROKEN_OFF: (
        gettext_noop("The file breaks off in the middle of a text"),
        gettext_noop("Everything before this line is taken in; what follows cannot be read. Fetch the file once more."),
    ),
    Problem.NO_NUMBER: (
        gettext_noop("A number was expected here"),
        gettext_noop("The line is left out."),
    ),
    Problem.WRONG_VALUE: (
        gettext_noop("An answer that is none of 1, 0 and -1"),
        gettext_noop("The line is left out: nobody can say what was meant by it."),
    ),
    Problem.UNKNOWN_STATEMENT: (
        gettext_noop("A statement that is not among the statements"),
        gettext_noop("Answers to it are left out: nobody knows what they were said to."),
    ),
    Problem.UNKNOWN_PERSON: (
        gettext_noop("Somebody who is not in the table of participants"),
        gettext_noop("Their answers are taken in all the same."),
    ),
    Problem.TWICE: (
        gettext_noop("The same number once more"),
        gettext_noop("The first line counts, this one is left out."),
    ),
    Problem.MARKUP: (
        gettext_noop("A statement with marks of a web page in it"),
        gettext_noop("It is taken in and always shown as plain text; nothing in it can run."),
    ),
    Odd.NO_LETTERS: (
        gettext_noop("The encoding of the file cannot be told"),
        gettext_noop("It is left out, because its letters would come out wrong. Save it as CSV UTF-8 and bring it again."),
    ),
    Odd.STRANGE_FILE: (
        gettext_noop("A file that does not belong to the format"),
        gettext_noop("It is passed over."),
    ),
    Odd.SAME_FILE: (
        gettext_noop("A second file of the same kind"),
        gettext_noop("The first one counts. Bring each conversation on its own."),
    ),
    Odd.FAR_NUMBER: (
        gettext_noop("A number larger or smaller than any that can be kept"),
        gettext_noop("What it stands for is left out."),
    ),
    Odd.FAR_TIME: (
        gettext_noop("A time that lies beyond the calendar"),
        gettext_noop("The answer is taken in without its time."),
    ),
    Odd.ONLY_IN_TABLE: (
        gettext_noop("Answers that stand only in the table of participants"),
        gettext_noop("They are taken in without a time, so that nothing is lost if votes.csv is only half there. Read as participant: statement."),
    ),
    Odd.NOT_AS_TABLE: (
        gettext_noop("The table of participants says otherwise than the last vote"),
        gettext_noop(
            "What votes.csv says counts, unless that file breaks off: then the table knows the later answer. Read as participant: statement."
        ),
    ),
    Odd.NOTHING_IN_IT: (
        gettext_noop("No statement could be read"),
        gettext_noop("Without statements there is nothing to take in."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Findings of one kind in one file."""

    file: str
    title: str
    means: str
    count: int
    lines: list[int]
    texts: list[str]
    harmless: bool

    @property
    def told_lines(self) -> str:
        """The numbers of the lines, one after the other."""
        return ", ".join(map(str, self.lines))

    @property
    def more(self) -> int:
        """How many lines are not named."""
        return self.count - len(self.lines) if self.lines else 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring, has brought, and what is odd about it."""

    counts: dict[str, Any]
    statements: list[tuple[int, str, int]]
    amiss: list[Found]
    harmless: list[Found]
    twins: list[VotesImport]
    can_take: bool
    first: datetime | None
    last: datetime | None
    conversation: Any
    # While it is being taken in: how many answers stand already.
    written: int

    @property
    def chapters(self) -> list[tuple[str, list[Found]]]:
        """What is left out, and what is taken in nevertheless."""
        return [(_("What is left out"), self.amiss), (_("What is odd, but taken in"), self.harmless)]


def imports_for(person: Person, wanted: str) -> Page[VotesImport]:
    """The files this person has brought; all of them for coordinators."""
    if not rules.may_see_votes_imports(person):
        raise NotAllowed
    rows = _seen(person).defer(*LARGE).select_related("brought_by", "conversation")
    total = rows.count()
    number = page_number(wanted, total, AT_ONCE)
    return Page(list(rows[(number - 1) * AT_ONCE : number * AT_ONCE]), number, total, AT_ONCE)


def votes_import_for(person: Person, public_id: str) -> VotesImport:
    """These files, if this person may look into them; otherwise they do not exist."""
    found = _seen(person).select_related("brought_by", "organisation", "conversation").filter(public_id=public_id)
    one = found.first()
    if one is None:
        raise NotFound
    return one


def import_told_in(record_id: int) -> VotesImport | None:
    """The files a journal line is about, if they still wait to be taken in."""
    line = Record.objects.filter(pk=record_id).first()
    if line is None or line.subject_id is None:
        return None
    return VotesImport.objects.filter(pk=line.subject_id, asked_at__isnull=False, taken_at=None).first()


def offered_organisations(person: Person) -> list[tuple[str, str]]:
    """In whose name this person may bring files."""
    rows: QuerySet[Organisation] = Organisation.objects.of(person)
    if coordinates(person):
        rows = Organisation.objects.filter(published_at__isnull=False, archived_at=None)
    return [(str(pk), name) for pk, name in rows.order_by("sort_name").values_list("public_id", "name")]


def organisation_by(public_id: str) -> Organisation | None:
    """The organisation that was chosen."""
    return Organisation.objects.filter(public_id=public_id).first() if public_id else None


def preview_of(found: VotesImport) -> Preview:
    """What these files hold, in words."""
    everything = list(_findings(found))
    twins = VotesImport.objects.filter(digest=found.digest).exclude(pk=found.pk).defer(*LARGE)
    counts = found.counts
    return Preview(
        counts=counts,
        statements=_first_statements(found),
        amiss=[each for each in everything if not each.harmless],
        harmless=[each for each in everything if each.harmless],
        twins=list(twins.select_related("conversation", "brought_by")[:5]) if found.digest else [],
        can_take=bool(counts.get("statements")) and not found.asked_at and not found.conversation_id,
        first=_day(counts.get("first")),
        last=_day(counts.get("last")),
        conversation=found.conversation,
        written=_written(found),
    )


def _written(found: VotesImport) -> int:
    begun = found.counts.get("begun")
    return Vote.objects.filter(participant__conversation=begun).count() if begun else 0


def _seen(person: Person) -> QuerySet[VotesImport]:
    rows: QuerySet[VotesImport] = VotesImport.objects.all()
    return rows if coordinates(person) else rows.filter(brought_by=person)


def _findings(found: VotesImport) -> Iterator[Found]:
    grouped: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for file, line, problem, text in found.findings:
        grouped.setdefault((file, problem), []).append((line, text))
    for (file, problem), rows in grouped.items():
        title, means = EXPLAINED[problem]
        texts = list(dict.fromkeys(text for _line, text in rows if text))
        yield Found(
            file, _(title), _(means), found.counts["problems"].get(f"{file}:{problem}", len(rows)),
            [line for line, _text in rows if line], texts[:5], problem in reading.HARMLESS,
        )  # fmt: skip


def _first_statements(found: VotesImport) -> list[tuple[int, str, int]]:
    """The first five, so that one sees whether the letters are right."""
    text = {name: content[:20_000] for name, content in found.files.items() if name == COMMENTS}
    found_in = read(text)[0].comments[:6]
    return [(each.number, each.text[:300], each.moderated) for each in found_in[:5]]


def _day(milliseconds: int | None) -> datetime | None:
    return reading.EPOCH + milliseconds * reading.MILLISECOND if milliseconds else None
