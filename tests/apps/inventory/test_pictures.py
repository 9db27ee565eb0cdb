"""Pictures come out upright, small, and silent about where and by whom they were taken."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from entrelieux.inventory.errors import UnusablePicture
from entrelieux.inventory.pictures import FILE_BYTES, read_picture
from tests.apps.inventory.drawn import POSITION, animation, drawing, photograph


def read(content):
    return read_picture(io.BytesIO(content), len(content))


def opened(content):
    return Image.open(io.BytesIO(content))


def refusal_of(content, size=None):
    with pytest.raises(UnusablePicture) as refusal:
        read_picture(io.BytesIO(content), len(content) if size is None else size)
    return refusal.value.message


def test_nothing_but_pixels_goes_through():
    original = photograph()
    assert opened(original).getexif().get_ifd(POSITION) != {}
    assert b"chez Alice" in original
    for kept in (read(original).jpeg, read(original).thumbnail):
        assert dict(opened(kept).getexif()) == {}
        assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
            "progressive",
            "progression",
        }
        assert not any(word in kept for word in (b"Fairphone", b"chez Alice", b"ICC", b"Exif"))


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (800, 600), (50, 300)), (3, (800, 600), (750, 300)), (6, (600, 800), (300, 50))],
)
def test_a_picture_taken_sideways_is_turned_upright(orientation, size, red_at):
    picture = read(photograph(orientation=orientation))
    red, _green, blue = opened(picture.jpeg).getpixel(red_at)
    assert (picture.width, picture.height) == size
    assert red > 200 > 60 > blue


def test_a_large_picture_is_made_smaller_and_a_small_one_left_alone():
    large = read(photograph((4_000, 3_000)))
    assert (large.width, large.height) == (1_600, 1_200)
    assert opened(large.thumbnail).size == (480, 360)
    small = read(photograph((200, 100)))
    assert (small.width, small.height, opened(small.thumbnail).size) == (200, 100, (200, 100))


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "AVIF"])
def test_other_formats_become_jpeg(form):
    assert opened(read(drawing(form)).jpeg).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_colour_is_read(mode):
    assert opened(read(drawing("PNG", mode)).jpeg).mode == "RGB"


def test_the_colours_of_printers_are_read():
    assert opened(read(drawing("JPEG", "CMYK")).jpeg).mode == "RGB"


def test_what_is_transparent_is_seen_over_white():
    content = drawing("PNG", "RGBA")
    assert opened(read(content).jpeg).getpixel((5, 5)) == (255, 255, 255)


def test_an_animation_gives_its_first_image():
    red, _green, blue = opened(read(animation()).jpeg).getpixel((10, 10))
    assert red > 200 > 60 > blue


@pytest.mark.parametrize(
    "content",
    [
        b"",
        drawing("TIFF"),
        drawing("BMP"),
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89",
        b"PK\x03\x04" * 9,
    ],
)
def test_what_is_not_a_picture_is_refused_with_the_reason(content):
    assert "n’est pas une photo que l’on sait lire" in refusal_of(content)


def test_a_file_too_heavy_is_refused_before_it_is_opened():
    assert "pèse plus de 12 Mo" in refusal_of(b"", size=FILE_BYTES + 1)


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(side):
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    assert "millions de points" in refusal_of(png(header, zlib.compress(b"\0" * 1_000)))


def png(header, body):
    chunks = [(b"IHDR", header), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


SAMPLES = [photograph((60, 40)), *(drawing(form) for form in ("PNG", "WEBP", "GIF"))]


# Pillow warns of the metadata that it cannot read, and reads on.
@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=150)
@given(sample=st.sampled_from(SAMPLES), data=st.data())
def test_a_file_cut_or_forged_is_read_or_refused_and_never_breaks_the_page(sample, data):
    content = bytearray(sample[: data.draw(st.integers(0, len(sample)))])
    for _ in range(data.draw(st.integers(0, 6)) if content else 0):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = read(bytes(content))
    except UnusablePicture:
        return
    assert opened(picture.jpeg).format == "JPEG"
