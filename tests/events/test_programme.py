"""Programmes: read from letters, laid against each other, drawn as a route; materials and their files."""

import zipfile
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from savienojums.core.clock import RIGA
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events import papers, programme_lines, programme_order
from savienojums.events.actions import materials as handing
from savienojums.events.actions import programme as actions
from savienojums.events.models import Material, ProgrammeItem
from savienojums.events.programme_order import Slot
from savienojums.events.queries.materials import material_for, materials_for
from savienojums.events.queries.programme import part, warnings_of
from savienojums.journal.models import Record
from tests import make
from tests.make import NOW

BEGINS = datetime(2026, 12, 14, 14, 0, tzinfo=RIGA)


# --- lines as people have them -----------------------------------------------------


@pytest.mark.parametrize(
    ("written", "begins", "ends", "title"),
    [
        ("10:00–10:30 Atklāšana", time(10), time(10, 30), "Atklāšana"),
        ("10.00 - 10.30 Atklāšana", time(10), time(10, 30), "Atklāšana"),
        ("plkst. 9:05 līdz 10:30: Atklāšana", time(9, 5), time(10, 30), "Atklāšana"),
        ("14:00 Kafija", time(14), None, "Kafija"),
        ("Kafija un sarunas", None, None, "Kafija un sarunas"),
        ("26 kopienas vienā dienā", None, None, "26 kopienas vienā dienā"),
    ],
)
def test_a_line_is_read_as_people_write_it(written, begins, ends, title):
    lines, wrong = programme_lines.read(written)
    assert wrong == []
    assert [(each.begins, each.ends, each.title) for each in lines] == [(begins, ends, title)]


def test_speakers_and_room_stand_behind_bars():
    ((line,), _wrong) = programme_lines.read("10:00 Panelis | Anna Ozola, SIF; Jānis Bērziņš | Lielā zāle")
    assert (line.speakers, line.room) == ("Anna Ozola, SIF\nJānis Bērziņš", "Lielā zāle")


def test_wrong_lines_are_named():
    _lines, wrong = programme_lines.read("25:00 Naktī\n\n12:00–11:00 Atpakaļ\n10:00–11:00\n10:99 Nekad")
    assert [(each.number, each.reason) for each in wrong] == [(1, "hour"), (3, "order"), (4, "title"), (5, "hour")]


def test_a_hundred_lines_are_the_most():
    lines, wrong = programme_lines.read("\n".join(["Kafija"] * 10_000))
    assert len(lines) == 100
    assert [(each.number, each.reason) for each in wrong] == [(101, "long")]


@given(some.text(max_size=400))
def test_any_text_is_read_or_named(text):
    lines, wrong = programme_lines.read(text)
    assert len(lines) + len(wrong) == len([each for each in text.splitlines() if each.strip()])
    assert all(each.title and (not each.ends or each.ends >= each.begins) for each in lines)


# --- points against each other --------------------------------------------------------

moments = some.integers(0, 600).map(lambda minutes: BEGINS + timedelta(minutes=minutes))
slots = some.lists(
    some.builds(
        lambda begins, length, room: (begins, begins + timedelta(minutes=length) if length is not None else None, room),
        moments, some.none() | some.integers(1, 120), some.sampled_from(["", "zāle"]),
    ),
    max_size=12,
).map(lambda found: [Slot(number, *each) for number, each in enumerate(found)])  # fmt: skip


def meet(one, other):
    """Said once more, slowly: every minute of one that is a minute of the other."""
    if one.room != other.room:
        return False
    if one.ends is None and other.ends is None:
        return False
    point, whole = (one, other) if one.ends is None else (other, one)
    if point.ends is None:
        return whole.begins < point.begins < whole.ends
    return max(one.begins, other.begins) < min(one.ends, other.ends)


@given(slots)
def test_overlaps_are_all_and_only_those_there_are(line):
    found = {frozenset(pair) for pair in programme_order.overlapping(line)}
    assert found == {frozenset((a.key, b.key)) for a in line for b in line if a.key < b.key and meet(a, b)}


@given(some.lists(some.tuples(some.floats(53, 61), some.floats(19, 33)), max_size=20))
def test_a_route_stays_on_its_sheet(points):
    drawn = programme_order.route(points, 640, 320, 28)
    assert len(drawn) == len(points)
    assert all(27.9 <= x <= 612.1 and 27.9 <= y <= 292.1 for x, y in drawn)


def test_north_is_up_and_east_is_right():
    (south_west, north_east) = programme_order.route([(56.0, 25.0), (56.5, 26.0)], 640, 320, 28)
    assert south_west[0] < north_east[0]
    assert south_west[1] > north_east[1]


# --- acts --------------------------------------------------------------------------------


@pytest.fixture
def event(contact):
    return make.event(made_by=contact)


@pytest.mark.django_db
def test_points_are_added_changed_and_taken_out(contact, event):
    said = [{"title": {"lv": "Kafija"}, "starts_at": BEGINS}, {"title": {"lv": "Panelis"}}]
    coffee, panel = actions.add_items(by=contact, event=event, items=said, at=NOW)
    assert (coffee.position, panel.position) == (0, 1)
    actions.change_item(by=contact, item=panel, details={"room": "Zāle"}, at=NOW)
    actions.change_item(by=contact, item=panel, details={"room": "Zāle"}, at=NOW)
    actions.remove_item(by=contact, item=coffee, at=NOW)
    assert ProgrammeItem.objects.get().room == "Zāle"
    assert list(Record.objects.order_by("id").values_list("verb", flat=True)) == [
        "events.items_added", "events.item_changed", "events.item_removed",
    ]  # fmt: skip


@pytest.mark.django_db
def test_others_write_no_programme_and_hand_out_nothing(outsider, event):
    item = ProgrammeItem.objects.create(event=event, title={"lv": "Kafija"})
    material = Material.objects.create(event=event, title="Plāns", url="https://plans.test")
    for act in (
        lambda: actions.add_items(by=outsider, event=event, items=[{"title": {"lv": "X"}}], at=NOW),
        lambda: actions.change_item(by=outsider, item=item, details={}, at=NOW),
        lambda: actions.remove_item(by=outsider, item=item, at=NOW),
        lambda: handing.add_material(by=outsider, event=event, details={"url": "https://x.test"}, paper=None, at=NOW),
        lambda: handing.change_material(by=outsider, material=material, details={}, at=NOW),
        lambda: handing.remove_material(by=outsider, material=material, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_a_point_lies_on_a_day_of_the_event_and_ends_after_it_began(contact, event):
    tomorrow = [{"title": {"lv": "Kafija"}, "starts_at": BEGINS + timedelta(days=1)}]
    with pytest.raises(actions.OutsideTheEvent):
        actions.add_items(by=contact, event=event, items=tomorrow, at=NOW)
    backwards = [{"title": {"lv": "Kafija"}, "starts_at": BEGINS, "ends_at": BEGINS - timedelta(hours=1)}]
    with pytest.raises(actions.EndsBeforeItBegins):
        actions.add_items(by=contact, event=event, items=backwards, at=NOW)
    with pytest.raises(actions.ProgrammeIsFull):
        actions.add_items(by=contact, event=event, items=[{"title": {"lv": "X"}}] * 201, at=NOW)
    assert not ProgrammeItem.objects.exists()


@pytest.mark.django_db
def test_what_does_not_fit_together_is_said(event):
    def point(title, hours, length, room=""):
        begins = BEGINS + timedelta(hours=hours)
        ends = begins + timedelta(hours=length)
        return ProgrammeItem.objects.create(event=event, title={"lv": title}, starts_at=begins, ends_at=ends, room=room)

    items = [point("Panelis", 0, 2, "Zāle"), point("Darbnīca", 1, 1, "zāle"), point("Kafija", 2, 0.5, "Zāle")]
    (overlap,) = warnings_of(event, items)
    assert "Panelis" in overlap
    assert "Darbnīca" in overlap
    late = point("Vakariņas", 4, 1)
    assert "Vakariņas" in warnings_of(event, [late])[0]


@pytest.mark.django_db
def test_a_route_goes_through_places_and_numbers_a_place_once(contact):
    trip = make.event(kind="trip", made_by=contact)
    svente = make.place("Sventes pagasts", lat=55.9, lon=26.3)
    saliena = make.place("Salienas pagasts", lat=55.8, lon=26.9)
    for place in (svente, saliena, svente):
        ProgrammeItem.objects.create(event=trip, title={"lv": str(place)}, is_stop=True, place=place)
    route = part(None, trip, NOW)["route"]
    assert [str(stop.item.title) for stop in route.stops] == ["Sventes pagasts", "Salienas pagasts", "Sventes pagasts"]
    assert [mark.numbers for mark in route.marks] == ["1, 3", "2"]
    assert part(None, trip, NOW)["programme"] == []


# --- materials -----------------------------------------------------------------------------


def packed(*names, **files):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def png():
    out = BytesIO()
    Image.new("RGB", (4, 4), "seagreen").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (png(), "png"),
        (make.jpeg(8, 8), "jpg"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""),
        (packed("evil.exe"), ""),
        (packed(mimetype="application/epub+zip"), ""),
        (b"PK\x03\x04 broken", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"MZ\x90\x00", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_bytes_are(content, kind):
    assert papers.kind_of(content) == kind


@given(some.binary(max_size=200))
def test_no_bytes_break_the_look_at_them(content):
    assert papers.kind_of(content) in {"", *papers.MEDIA}
    assert papers.kind_of(b"PK\x03\x04" + content) == ""


def test_a_name_gets_the_ending_its_bytes_have():
    assert papers.paper_from(b"%PDF-1.7", "C:\\Mani\\plāns.exe").name == "plāns.pdf"
    assert papers.paper_from(b"%PDF-1.7", "../../etc/passwd").name == "passwd.pdf"
    assert papers.paper_from(b"%PDF-1.7", '"<>.').name == "fails.pdf"


def test_what_is_too_large_damaged_or_something_else_is_refused():
    for content in (b"%PDF-" + b"x" * papers.LARGEST, png()[:40], b"hello"):
        with pytest.raises(papers.PaperRefused):
            papers.paper_from(content, "x.pdf")


def test_a_photo_does_not_tell_where_it_was_taken():
    paper = papers.paper_from(make.jpeg(64, 48, gps=True), "foto.jpg")
    assert not Image.open(BytesIO(paper.content)).getexif()


@pytest.mark.django_db
def test_a_file_is_handed_out_and_taken_away(contact, event, django_capture_on_commit_callbacks):
    paper = papers.paper_from(b"%PDF-1.7 plans", "plāns.pdf")
    material = handing.add_material(by=contact, event=event, details={"title": "Plāns"}, paper=paper, at=NOW)
    assert papers.kept(material.file) == b"%PDF-1.7 plans"
    assert (material.file_name, material.size, material.media_type) == ("plāns.pdf", 14, "application/pdf")
    with django_capture_on_commit_callbacks(execute=True):
        handing.remove_material(by=contact, material=material, at=NOW)
    with pytest.raises(NotFound):
        papers.kept(material.file)
    assert list(Record.objects.order_by("id").values_list("verb", flat=True)) == [
        "events.material_added", "events.material_removed",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_material_is_a_file_or_an_address(contact, event):
    paper = papers.paper_from(b"%PDF-1.7", "x.pdf")
    for details, given_paper in (({"title": "X"}, None), ({"title": "X", "url": "https://x.test"}, paper)):
        with pytest.raises(handing.NothingToHandOut):
            handing.add_material(by=contact, event=event, details=details, paper=given_paper, at=NOW)
    link = handing.add_material(
        by=contact, event=event, details={"title": "X", "url": "https://x.test"}, paper=None, at=NOW
    )
    with pytest.raises(handing.NothingToHandOut):
        handing.change_material(by=contact, material=link, details={"url": ""}, at=NOW)
    Material.objects.bulk_create(Material(event=event, title="X", url="https://x.test") for _number in range(60))
    with pytest.raises(handing.EnoughMaterials):
        handing.add_material(
            by=contact, event=event, details={"title": "X", "url": "https://x.test"}, paper=None, at=NOW
        )


@pytest.mark.django_db
def test_what_is_for_the_network_is_not_for_strangers(contact, outsider, event):
    open_one = Material.objects.create(event=event, title="Visiem", url="https://x.test")
    inner = Material.objects.create(event=event, title="Tīklam", url="https://y.test", circle="members", position=1)
    member = make.person("biedrs@selija.test")
    make.membership(member, make.organisation())
    for person in (None, outsider):
        assert materials_for(person, event) == [open_one]
        with pytest.raises(NotFound):
            material_for(person, inner.public_id)
    for person in (contact, member):
        assert materials_for(person, event) == [open_one, inner]
        assert material_for(person, inner.public_id) == inner
    event.published_at = None
    event.save()
    with pytest.raises(NotFound):
        material_for(None, open_one.public_id)
