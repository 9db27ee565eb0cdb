"""Pictures drawn for the tests, as a telephone would write them."""

from __future__ import annotations

import io

from PIL import Image

# EXIF tags: orientation, make of the device, and the block of the position.
ORIENTATION, DEVICE, POSITION = 0x0112, 0x010F, 0x8825


def photograph(size: tuple[int, int] = (800, 600), *, orientation: int = 1) -> bytes:
    """A JPEG, red on the left and blue on the right, with where it was taken, and by what."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[ORIENTATION], exif[DEVICE] = orientation, "Fairphone"
    exif[POSITION] = {1: "N", 2: (45.0, 6.0, 39.2), 3: "E", 4: (2.0, 52.0, 5.5)}
    profile = b"an ICC profile" * 10
    return _bytes(image, "JPEG", exif=exif, icc_profile=profile, comment=b"chez Alice")


def drawing(
    form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **more: object
) -> bytes:
    return _bytes(Image.new(mode, size), form, **more)


def animation() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return _bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])


def _bytes(image: Image.Image, form: str, **more: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **more)
    return stream.getvalue()
