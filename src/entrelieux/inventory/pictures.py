"""Pictures as they are kept: encoded anew, upright, no larger than needed, telling nothing else.

What a telephone writes beside the picture (where, when, with what, whose) is not copied: only the
pixels go through. Pillow decodes; the size is read from the header before anything is decoded.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import (  # the formats that are read: an import registers each
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from entrelieux.inventory.errors import UnusablePicture

FORMATS = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        GifImagePlugin.GifImageFile,
        AvifImagePlugin.AvifImageFile,
    )
)
FILE_BYTES = 12 * 1024 * 1024
PIXELS = 64_000_000
SIDE, THUMBNAIL_SIDE = 1_600, 480
QUALITY, THUMBNAIL_QUALITY = 82, 74
WHITE = (255, 255, 255)
# What the decoders of Pillow raise on files that are cut or forged.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, struct.error, ArithmeticError)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Picture:
    """Two JPEG files, and the size in pixels of the larger one."""

    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int


def read_picture(file: BinaryIO, size: int) -> Picture:
    """The picture of a file of `size` bytes; the first image of an animation.

    Raises `UnusablePicture`, whose message says what to do.
    """
    if size > FILE_BYTES:
        raise UnusablePicture(
            _("Cette image pèse plus de %(limit)d Mo : choisissez-en une plus légère.")
            % {"limit": FILE_BYTES // 1024**2}
        )
    try:
        upright = _upright(file)
        full = _within(upright, SIDE)
        small = _within(full, THUMBNAIL_SIDE)
    except UnidentifiedImageError as error:
        raise UnusablePicture(
            _("Ce fichier n’est pas une photo que l’on sait lire : donnez un JPEG ou un PNG.")
        ) from error
    except BOMBS as error:
        raise _too_large() from error
    except BROKEN as error:
        raise UnusablePicture(
            _("Cette image est abîmée ou incomplète : envoyez-la de nouveau, ou une autre.")
        ) from error
    return Picture(
        _encoded(full, QUALITY), _encoded(small, THUMBNAIL_QUALITY), full.width, full.height
    )


def _too_large() -> UnusablePicture:
    return UnusablePicture(
        _("Cette image a plus de %(limit)d millions de points : réduisez-la avant de l’envoyer.")
        % {"limit": PIXELS // 1_000_000}
    )


def _upright(file: BinaryIO) -> Image.Image:
    """The first image, turned as its EXIF says, in red, green and blue over white."""
    with Image.open(file, formats=FORMATS) as opened:
        if opened.width * opened.height > PIXELS:
            raise _too_large()
        # A JPEG is decoded at the nearest half, quarter or eighth: less time and memory.
        opened.draft("RGB", (SIDE, SIDE))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    if turned.has_transparency_data:
        seen = turned.convert("RGBA")
        flat = Image.new("RGB", seen.size, WHITE)
        flat.paste(seen, mask=seen.getchannel("A"))
        return flat
    return turned.convert("RGB")


def _within(image: Image.Image, side: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    return smaller


def _encoded(image: Image.Image, quality: int) -> bytes:
    """A JPEG of the pixels alone: a new image has no EXIF, no profile, no comment."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    stream = io.BytesIO()
    bare.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    return stream.getvalue()
