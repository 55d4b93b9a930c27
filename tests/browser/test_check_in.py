"""Checking in on telephones and tablets, in a real browser, with the line cut."""

from datetime import timedelta

import pytest

from savienojums.core.clock import now
from savienojums.events import arrivals as core
from savienojums.events.actions.arrivals import add_at_door, renew_door
from savienojums.events.models import Attendance, CheckLine
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(contact):
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    event = make.event(organisers=[host], starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=3))
    for at, name in enumerate(("Anna Ozola", "Ēriks Āboliņš", "Jānis Bērziņš")):
        make.registration(event, name, email=f"{at}@selija.test")
    return event


@pytest.fixture
def device(page_at, signed_in_as, contact, event):
    """Opens the check-in page on a device of its own, ready to be used without a line."""

    def opened(width=360):
        page = page_at(width)
        signed_in_as(page, contact)
        page.goto(f"/events/{event.slug}/check-in/")
        page.wait_for_function("() => document.documentElement.dataset.checkIn === 'kept'")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        return page

    return opened


def row(page, name):
    return page.locator(".check-row", has_text=name)


def came(page):
    return page.locator(".check-row[aria-pressed=true] .check-name").all_inner_texts()


def tap(page, name):
    """Tap a row and wait until this device has kept it."""
    before = row(page, name).get_attribute("aria-pressed")
    row(page, name).click()
    page.wait_for_selector(f".check-row:has-text('{name}'):not([aria-pressed={before}])")


def settled(page):
    """Wait until everything is sent."""
    page.wait_for_function("() => document.querySelector('[data-part=unsent]').hidden")


def back_on_line(page):
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    settled(page)


def test_a_tap_is_kept_without_a_line_and_sent_when_it_is_back(device, event):
    page = device()
    page.context.set_offline(True)
    tap(page, "Anna Ozola")
    assert page.locator("[data-part=unsent]").inner_text() == "Vēl nav nosūtīts: 1"
    assert came(page) == ["Anna Ozola"]
    assert not Attendance.objects.came().exists()
    back_on_line(page)
    assert [each.name for each in Attendance.objects.came()] == ["Anna Ozola"]


def test_the_page_opens_without_a_line_and_knows_what_was_tapped(device, event):
    page = device()
    page.context.set_offline(True)
    tap(page, "Anna Ozola")
    page.reload()
    page.wait_for_selector(".check-row")
    assert came(page) == ["Anna Ozola"]
    assert page.locator(".check-row").count() == 3
    assert page.locator("[data-part=unsent]").is_visible()
    page.fill("#check-search", "abol")
    assert page.locator(".check-name").all_inner_texts() == ["Ēriks Āboliņš"]
    tap(page, "Ēriks Āboliņš")
    back_on_line(page)
    assert {each.name for each in Attendance.objects.came()} == {"Anna Ozola", "Ēriks Āboliņš"}


def test_two_devices_without_a_line_make_one_record(device, event):
    phone, tablet = device(), device(1024)
    for page in (phone, tablet):
        page.context.set_offline(True)
        tap(page, "Anna Ozola")
        page.fill("[name=name]", "Jauna Persona")
        page.fill("[name=organisation]", "Ūdenszīmes")
        page.click(".check-newcomer button")
        page.wait_for_function("() => document.querySelectorAll('.check-row').length === 4")
    tap(tablet, "Jānis Bērziņš")
    back_on_line(phone)
    back_on_line(tablet)
    assert sorted(each.name for each in Attendance.objects.came()) == ["Anna Ozola", "Jauna Persona", "Jānis Bērziņš"]
    assert Attendance.objects.count() == 4
    assert CheckLine.objects.count() == 5
    phone.evaluate("window.dispatchEvent(new Event('focus'))")
    phone.wait_for_function("() => document.querySelectorAll('.check-row[aria-pressed=true]').length === 3")
    assert came(phone) == came(tablet)


def test_a_queue_that_is_sent_again_changes_nothing(device, event):
    page = device()
    page.context.set_offline(True)
    tap(page, "Anna Ozola")
    kept = page.evaluate(READ)
    back_on_line(page)
    assert page.evaluate(READ) == []
    before = list(CheckLine.objects.values_list("key", "said_at"))
    page.evaluate(WRITE, kept)
    page.reload()
    page.wait_for_function("() => document.documentElement.dataset.checkIn === 'kept'")
    settled(page)
    assert list(CheckLine.objects.values_list("key", "said_at")) == before


def test_a_tap_is_undone_with_and_without_a_line(device, event):
    page = device()
    tap(page, "Anna Ozola")
    settled(page)
    page.wait_for_function("() => document.querySelector('#check-in').dataset.state === 'sent'")
    page.click("[data-part=undo]")
    page.wait_for_function("() => document.querySelectorAll('.check-row[aria-pressed=true]').length === 0")
    settled(page)
    assert not Attendance.objects.came().exists()
    page.context.set_offline(True)
    tap(page, "Jānis Bērziņš")
    page.wait_for_function("() => document.querySelector('#check-in').dataset.state === 'offline'")
    page.click("[data-part=undo]")
    page.wait_for_function("() => document.querySelector('[data-part=unsent]').hidden")
    back_on_line(page)
    assert not Attendance.objects.came().exists()


def test_a_signed_out_device_loses_the_names_and_keeps_what_was_tapped(device, event, signed_in_as, contact):
    page = device()
    page.context.set_offline(True)
    page.fill("[name=name]", "Jauna Persona")
    page.click(".check-newcomer button")
    tap(page, "Anna Ozola")
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-part=signing-in] a")
    assert page.locator(".check-row").count() == 0
    assert "izrakst" in page.locator("[data-part=said]").inner_text()
    assert len(page.evaluate(READ)) == 2
    assert "Ozola" not in str(page.evaluate(READ_LISTS))
    assert "Persona" not in page.locator("#check-in").inner_text()
    signed_in_as(page, contact)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.check-row').length === 4")
    settled(page)
    assert {each.name for each in Attendance.objects.came()} == {"Anna Ozola", "Jauna Persona"}


def test_the_list_is_erased_by_a_button_and_when_the_event_is_long_over(device, event):
    page = device()
    assert "Ozola" in str(page.evaluate(READ_LISTS))
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-part=erase]")
    page.wait_for_function("() => document.querySelector('#check-in').dataset.state === 'erased'")
    assert page.evaluate(READ_LISTS) == []
    page.reload()
    page.wait_for_function("() => document.documentElement.dataset.checkIn === 'kept'")
    page.evaluate(AGE)
    page.context.set_offline(True)
    page.reload()
    page.wait_for_function("() => document.querySelector('#check-in').dataset.state === 'offline'")
    assert page.evaluate(READ_LISTS) == []
    assert page.locator(".check-row").count() == 0


def test_other_pages_are_not_touched(device, event):
    page = device()
    kept = page.evaluate("() => caches.open('savienojums-check-in').then(c => c.keys()).then(k => k.map(r => r.url))")
    assert sum(address.endswith("/check-in/?shell=1") for address in kept) == 1
    assert all("/static/" in address or address.endswith(("?shell=1", "/mark.svg")) for address in kept)
    page.goto(f"/events/{event.slug}/")
    assert page.locator("h1").count() == 1
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"/events/{event.slug}/sheet/")


def test_it_works_without_script(page_at, signed_in_as, contact, event):
    page = page_at(360, script=False)
    signed_in_as(page, contact)
    page.goto(f"/events/{event.slug}/check-in/")
    row(page, "Anna Ozola").click()
    assert came(page) == ["Anna Ozola"]


def test_the_camera_reads_the_squares_without_a_line(page_at, signed_in_as, contact, event):
    codes = dict(Attendance.objects.values_list("name", "row_code"))
    page = page_at(360)
    page.add_init_script(CAMERA)
    signed_in_as(page, contact)
    page.goto(f"/events/{event.slug}/check-in/")
    page.wait_for_function("() => document.documentElement.dataset.checkIn === 'kept'")
    page.context.set_offline(True)
    page.click("[data-part=scan]")
    squares = (
        (f"https://selija.test/events/codes/{event.public_id}/{codes['Anna Ozola']}/", "✓ Anna Ozola"),
        (codes["Jānis Bērziņš"].upper(), "✓ Jānis Bērziņš"),
        ("https://cits.test/", "Koda „https://cits.test/” šajā sarakstā nav."),
    )
    for square, told in squares:
        page.evaluate("(text) => { window.square = text; }", square)
        page.wait_for_selector(f".check-scanner [role=status]:has-text('{told}')")
    page.click(".check-scanner button")
    back_on_line(page)
    assert {each.name for each in Attendance.objects.came()} == {"Anna Ozola", "Jānis Bērziņš"}


def test_a_sheet_is_typed_back_with_the_keyboard_alone(page_at, signed_in_as, contact, event):
    page = page_at(1440)
    signed_in_as(page, contact)
    page.goto(f"/events/{event.slug}/sheet/")
    # Nobody types before the line blinks.
    page.wait_for_function("() => document.activeElement.name === 'word'")
    for typed, told in (
        ("anna", "Anna Ozola – ierašanās atzīmēta."),
        (Attendance.objects.get(name="Jānis Bērziņš").row_code.upper(), "Jānis Bērziņš – ierašanās atzīmēta."),
        ("nezināms", "ierakstiet vārdu un uzvārdu"),
    ):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        page.wait_for_selector(f".sheet-result:has-text('{told}')")
        assert page.evaluate("() => document.activeElement.name") == "word"
    page.keyboard.press("Control+a")
    page.keyboard.type("Jauna Persona")
    page.keyboard.press("Tab")
    page.keyboard.type("udens")
    page.wait_for_selector("#sheet-organisations option", state="attached")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ūdenszīmes")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet-last:has-text('Jauna Persona')")
    assert Attendance.objects.get(name="Jauna Persona").organisation.name == "Biedrība „Ūdenszīmes”"
    page.click(".sheet-last li:has-text('Jauna Persona') button")
    page.wait_for_selector("#messages:has-text('atsaukta')")
    assert not Attendance.objects.filter(name="Jauna Persona").exists()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_fit_and_axe_finds_nothing(page_at, signed_in_as, contact, event, axe, fits, width, dark):
    page = page_at(width, dark=dark)
    signed_in_as(page, contact)
    renew_door(by=contact, event=event, at=now())
    guest = core.Newcomer("n1", "Jauna Viešņa", "Ūdenszīmes", now(), "device")
    came = add_at_door(by=contact, event=event, newcomer=guest, at=now())
    leaves = [f"{event.slug}/{leaf}/" for leaf in ("check-in", "sheet", "sheet/lines", "door", "table", "totals")]
    doors = [f"door/{event.door_code}/{step}" for step in ("", "unlisted/", "receipt/")]
    for path in (*leaves, *doors, f"certificates/{came.certificate_code}/", "certificates/?code=nav", "table/"):
        page.goto(f"/events/{path}")
        fits(page)
        axe(page)


OPEN = """const database = await new Promise((done) => { const asked = indexedDB.open('savienojums-check-in', 1); asked.onsuccess = () => done(asked.result); });
const all = (name) => new Promise((done) => { const asked = database.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
const put = (name, rows) => new Promise((done) => { const act = database.transaction(name, 'readwrite'); rows.forEach((row) => act.objectStore(name).put(row)); act.oncomplete = done; });"""
READ = f"async () => {{ {OPEN} const found = await all('words'); database.close(); return found; }}"
READ_LISTS = f"async () => {{ {OPEN} const found = await all('lists'); database.close(); return found; }}"
WRITE = f"async (words) => {{ {OPEN} await put('words', words); database.close(); }}"
AGE = f"async () => {{ {OPEN} const found = await all('lists'); await put('lists', found.map((kept) => ({{...kept, until: 1}}))); database.close(); }}"
CAMERA = """window.BarcodeDetector = class { async detect() { return window.square ? [{ rawValue: window.square }] : []; } };
Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => { const drawn = document.createElement('canvas');
drawn.getContext('2d').fillRect(0, 0, 9, 9); const stream = drawn.captureStream(5); setInterval(() => drawn.getContext('2d').fillRect(0, 0, 9, 9), 50); return stream; } } });"""
