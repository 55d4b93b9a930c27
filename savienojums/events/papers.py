"""Files that are handed out: looked at with suspicion, kept under a name of our own."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from savienojums.core.records import make_public_id
from savienojums.core.refusal import NotFound, Refused

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
MOST_PARTS = 20_000
LONGEST_NAME = 120
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
}
_HEARTS = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}


class PaperRefused(Refused):
    """The file is none that is handed out here."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file ready to be kept."""

    content: bytes
    name: str
    media_type: str


def paper_from(content: bytes, name: str) -> Paper:
    """The file, if its bytes are those of a document or picture we hand out; its name gets the ending they have."""
    if len(content) > LARGEST:
        raise PaperRefused(_("The file is larger than 10 MB. Make it smaller, or give an address where it lies."))
    kind = kind_of(content)
    if not kind:
        raise PaperRefused(
            _("This is no file we can hand out. Send PDF, Word, PowerPoint, Excel, OpenDocument text, PNG or JPEG.")
        )
    if kind in ("png", "jpg"):
        content = _bare(content, kind)
    return Paper(content, f"{_stem(name)}.{kind}", MEDIA[kind])


def kind_of(content: bytes) -> str:
    """What the bytes are, whatever the file is called; nothing if it is none of ours."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return _kind_of_packed(content) if content.startswith(b"PK\x03\x04") else ""


def keep(paper: Paper) -> str:
    """Lay the file into the data folder; the name under which it lies."""
    name = make_public_id() + make_public_id()
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(paper.content)
    return name


def kept(name: str) -> bytes:
    """The bytes of a file that was kept."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def drop(name: str) -> None:
    """Take the file out of the data folder."""
    with suppress(FileNotFoundError):
        _path(name).unlink()


def _path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name[:2] / f"{name}.paper"


def _stem(name: str) -> str:
    """The name without folders, its ending and letters that programs stumble over."""
    last = re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"[\x00-\x1f<>:\"|?*]", "", last.rpartition(".")[0] or last).strip(" .")
    return stem[:LONGEST_NAME] or "fails"


def _kind_of_packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = {info.filename: info for info in packed.infolist()[:MOST_PARTS]}
            if "mimetype" in names and names["mimetype"].file_size < 100:
                return "odt" if packed.read("mimetype").decode("ascii", "ignore") == MEDIA["odt"] else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""
    # A document that brings a program along is none.
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    return next((kind for heart, kind in _HEARTS.items() if heart in names), "")


def _bare(content: bytes, kind: str) -> bytes:
    """A picture without where and by which device it was taken."""
    try:
        image = Image.open(BytesIO(content), formats=("PNG",) if kind == "png" else ("JPEG",))
        if image.width * image.height > MOST_PIXELS:
            raise PaperRefused(_("The picture has too many dots. Please send one of at most 60 million."))
        upright = ImageOps.exif_transpose(image)
        out = BytesIO()
        mode = "RGB" if kind == "jpg" else "RGBA"
        # Only what is drawn goes on into a new picture; what was written beside it stays behind.
        bare = Image.new(mode, upright.size)
        bare.paste(upright.convert(mode))
        bare.save(out, "PNG" if kind == "png" else "JPEG", quality=90)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        Image.DecompressionBombError,
    ) as error:
        raise PaperRefused(_("The picture is damaged: it ends too early. Please choose it once more.")) from error
    return out.getvalue()
