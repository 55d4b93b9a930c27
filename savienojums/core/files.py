"""Pictures people send: looked at with suspicion, made smaller, freed of what they tell about their making."""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from savienojums.core.records import make_public_id
from savienojums.core.refusal import NotFound, Refused

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 12 * 1024 * 1024
# A camera's picture, not a drawing of a city wall: more would only fill the memory.
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 1600, 480
QUALITY = 80


class PictureRefused(Refused):
    """The file is no picture we can take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be kept, in two sizes."""

    large: bytes
    small: bytes
    width: int
    height: int


def picture_from(file: IO[bytes], size: int) -> Picture:
    """The picture as WebP in two sizes, upright, nothing but its dots; refused with a sentence if it is none."""
    if size > LARGEST_FILE:
        raise PictureRefused(
            _("The picture is larger than 12 MB. Please send a smaller one, or take a photo of lower quality.")
        )
    image = _opened(file)
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused(_("The picture has too many dots. Please send one of at most 60 million."))
    try:
        # Only what is drawn goes on: place, device and time stay behind with the file.
        upright = ImageOps.exif_transpose(image).convert("RGBA" if _is_see_through(image) else "RGB")
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise PictureRefused(_("The picture is damaged: it ends too early. Please choose it once more.")) from error
    large = ImageOps.contain(upright, (LARGE, LARGE)) if max(upright.size) > LARGE else upright
    small = ImageOps.contain(large, (SMALL, SMALL)) if max(large.size) > SMALL else large
    return Picture(_webp(large), _webp(small), large.width, large.height)


def keep(picture: Picture) -> str:
    """Lay both sizes into the data folder; the name under which they lie."""
    name = make_public_id() + make_public_id()
    folder = settings.MEDIA_ROOT / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    _path(name, "large").write_bytes(picture.large)
    _path(name, "small").write_bytes(picture.small)
    return name


def drop(name: str) -> None:
    """Take both sizes out of the data folder."""
    for size in ("large", "small"):
        with suppress(FileNotFoundError):
            _path(name, size).unlink()


def kept(name: str, size: str) -> bytes:
    """The bytes of a picture that was kept."""
    try:
        return _path(name, size).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def _path(name: str, size: str) -> Path:
    return settings.MEDIA_ROOT / name[:2] / f"{name}-{size}.webp"


def _opened(file: IO[bytes]) -> Image.Image:
    """The picture's header; nothing is unpacked yet."""
    with warnings.catch_warnings():
        # Pillow warns of decompression bombs; the count of dots is looked at right after.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(file, formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise PictureRefused(_("The picture has too many dots. Please send one of at most 60 million.")) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise PictureRefused(
                _("This file is not a picture we can read. Send JPEG, PNG or WebP; a phone can share HEIC as JPEG.")
            ) from error


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
