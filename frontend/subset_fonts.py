"""Cuts the text face down to the letters of our languages; run by hand, its results are kept in the repository.

The sources are the complete files of Literata 3.103 (SIL Open Font License 1.1), as the npm package
@expo-google-fonts/literata carries them; give the folder of that package.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

PACKAGE = Path(__file__).resolve().parent.parent / "savienojums"
SCREEN = PACKAGE / "core" / "static" / "core" / "fonts"
PAPER = PACKAGE / "support" / "documents" / "fonts"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "pnum", "tnum"]
# Latin with Latvian, Lithuanian, Estonian, Polish and German letters, and the signs of running text.
LATIN = (
    "20-7E A0-FF 100-101 104-107 10C-10D 112-113 116-119 122-123 12A-12B 12E-12F 136-137 13B-13C 141-146 14C-14D"
    " 156-157 15A-15B 160-161 16A-16B 172-173 179-17E 2009 200B 202F 2010-2015 2018-201A 201C-201E 2020 2022 2026"
    " 2030 2032-2033 20AC 2190-2193 2212 2264-2265 2713"
)
CYRILLIC = "400-45F 490-491 2116"
# What the screen loads: compressed, Cyrillic only where it is read.
ON_SCREEN = {
    "literata-regular": ("400Regular/Literata_400Regular", LATIN),
    "literata-semibold": ("600SemiBold/Literata_600SemiBold", LATIN),
    "literata-italic": ("400Regular_Italic/Literata_400Regular_Italic", LATIN),
    "literata-cyrillic-regular": ("400Regular/Literata_400Regular", CYRILLIC),
    "literata-cyrillic-semibold": ("600SemiBold/Literata_600SemiBold", CYRILLIC),
}
# What documents are set in; the typesetter reads plain fonts and wants all letters of a face in one file.
ON_PAPER = {
    "literata-regular": "400Regular/Literata_400Regular",
    "literata-semibold": "600SemiBold/Literata_600SemiBold",
    "literata-italic": "400Regular_Italic/Literata_400Regular_Italic",
}


def main(package: Path) -> None:
    """Write every file anew and say how large it is."""
    for name, (source, letters) in ON_SCREEN.items():
        _write(package / f"{source}.ttf", SCREEN / f"{name}.woff2", letters, flavor="woff2")
    for name, source in ON_PAPER.items():
        _write(package / f"{source}.ttf", PAPER / f"{name}.ttf", f"{LATIN} {CYRILLIC}")


def _write(source: Path, file: Path, letters: str, flavor: str | None = None) -> None:
    options = subset.Options(flavor=flavor, layout_features=FEATURES, hinting=False, drop_tables=["meta", "DSIG"])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(_codes(letters)))
    cutter.subset(font)
    subset.save_font(font, str(file), options)
    sys.stdout.write(f"{file.name}: {file.stat().st_size} bytes\n")


def _codes(ranges: str) -> list[int]:
    pairs = ((part.split("-") * 2)[:2] for part in ranges.split())
    return [code for first, last in pairs for code in range(int(first, 16), int(last, 16) + 1)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
