"""Pictures people send: what is taken, what is refused, and what does not go on with them."""

import struct
import zlib
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image

from savienojums.core import files
from savienojums.core.refusal import NotFound
from tests import make


def opened(content):
    return Image.open(BytesIO(content))


def picture_of(content):
    return files.picture_from(BytesIO(content), len(content))


def test_a_picture_tells_nothing_of_the_place_and_device_it_was_taken_with():
    content = make.jpeg(800, 600, gps=True)
    assert opened(content).getexif().get_ifd(0x8825)[1] == "N"
    assert b"Fotoaparats" in content
    made = picture_of(content)
    for kept in (made.large, made.small):
        assert dict(opened(kept).getexif()) == {}
        assert b"Fotoaparats" not in kept
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(opened(kept).info)


def test_a_picture_is_made_smaller_in_two_sizes():
    made = picture_of(make.jpeg(3000, 1500))
    assert (made.width, made.height) == (1600, 800)
    assert (opened(made.large).size, opened(made.small).size) == ((1600, 800), (480, 240))
    assert opened(made.large).format == "WEBP"


def test_a_small_picture_is_not_blown_up():
    made = picture_of(make.jpeg(300, 200))
    assert (opened(made.large).size, opened(made.small).size) == ((300, 200), (300, 200))


def test_a_picture_taken_upright_stands_upright():
    made = picture_of(make.jpeg(400, 200, turned=6))
    assert (made.width, made.height) == (200, 400)


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "LA"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_every_kind_of_picture_we_name_is_taken(form, mode):
    out = BytesIO()
    Image.new("RGB", (20, 10), "green").convert(mode).save(out, form)
    assert opened(picture_of(out.getvalue()).large).size == (20, 10)


def bomb(width, height):
    """A PNG of a few bytes that says it has very many dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("size", [(10_000, 10_000), (30_000, 30_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(size):
    with pytest.raises(files.PictureRefused, match="pārāk daudz punktu"):
        picture_of(bomb(*size))


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"GIF89a" + b"\0" * 50, b"\0\0\0\x18ftypheic" + b"\0" * 99, b"<svg/>"]
)
def test_what_is_no_picture_we_read_is_refused_with_a_way_out(content):
    with pytest.raises(files.PictureRefused, match="JPEG, PNG vai WebP"):
        picture_of(content)


def test_half_a_picture_is_refused():
    with pytest.raises(files.PictureRefused, match="bojāts"):
        picture_of(make.jpeg(800, 600)[:2000])


def test_a_file_that_is_too_large_is_not_even_opened():
    with pytest.raises(files.PictureRefused, match="12 MB"):
        files.picture_from(BytesIO(b"x"), files.LARGEST_FILE + 1)


def test_a_picture_is_kept_in_both_sizes_until_it_is_dropped():
    made = picture_of(make.jpeg(600, 300))
    name = files.keep(made)
    assert (files.kept(name, "large"), files.kept(name, "small")) == (made.large, made.small)
    assert all(settings.MEDIA_ROOT in file.parents for file in settings.MEDIA_ROOT.rglob(f"{name}*"))
    files.drop(name)
    files.drop(name)
    with pytest.raises(NotFound):
        files.kept(name, "large")
