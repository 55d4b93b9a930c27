import pytest
from django.core.checks import run_checks
from django.test import override_settings

from savienojums.core import palette


def test_the_shipped_mark_is_a_picture_that_may_be_kept(client):
    answer = client.get("/mark.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert client.get("/mark.svg", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_region_has_its_own_mark(client, tmp_path):
    mark = tmp_path / "mark.svg"
    mark.write_text("<svg>Latgale</svg>", encoding="utf-8")
    with override_settings(REGION_MARK=mark):
        assert client.get("/mark.svg").content == b"<svg>Latgale</svg>"


def test_a_mark_that_is_not_there_stops_the_start(tmp_path):
    with override_settings(REGION_MARK=tmp_path / "no.svg"):
        assert [fault.id for fault in run_checks() if (fault.id or "").startswith("core.")] == ["core.E002"]


def test_the_colours_of_a_region_come_after_the_shipped_ones(client, db):
    with override_settings(REGION_COLOURS={"forest": "#7a1f2b"}):
        text = client.get("/components/").content.decode()
        style = client.get("/region.css").content.decode()
    assert text.index("app") < text.index('href="/region.css"')
    assert style.startswith("@media print,(prefers-color-scheme:light){:root{--forest:#7a1f2b;}}")
    assert "--forest:color-mix(in oklab,#7a1f2b,#fff 55%)" in style


def test_without_own_colours_no_page_asks_for_them(client, db):
    assert "region.css" not in client.get("/components/").content.decode()


@pytest.mark.parametrize(
    ("colours", "faults"),
    [
        ({}, []),
        ({"forest": "#7a1f2b"}, []),
        ({"wood": "#7a1f2b"}, ["core.E001"]),
        ({"forest": "red;}body{display:none"}, ["core.E001"]),
        ({"ink": "#bbbbbb"}, ["core.W001"]),
    ],
)
def test_colours_are_looked_at_before_the_start(colours, faults):
    with override_settings(REGION_COLOURS=colours):
        assert [fault.id for fault in run_checks() if (fault.id or "").startswith("core.")] == faults


def test_a_wrong_colour_never_reaches_the_style():
    assert "display" not in palette.style_of({"forest": "red;}body{display:none"})


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
