"""Pictures are drawn anew: turned the right way, no larger than needed, with nothing hidden."""

import io
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .kinds import HEIC
from .refusals import refuse

LONG_SIDE = 2400
"""Pixels at most on the long side: sharp on a large screen and on paper."""
MOST_PIXELS = 64_000_000
"""A good phone takes 50 million. More is read from the header and never unpacked."""

FORMATS = MappingProxyType(
    {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", HEIC: "HEIF"}
)
BECOMES = MappingProxyType({HEIC: "image/jpeg"})
"""What we keep it as, where few devices can show what was sent."""
QUALITY = MappingProxyType({"JPEG": {"quality": 85, "optimize": True}, "WEBP": {"quality": 85}})
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError)


@cache
def _read_heic() -> None:
    register_heif_opener(thumbnails=False)


def redrawn(stream: IO[bytes], content_type: str, *, name: str) -> tuple[ContentFile, str]:
    """The picture drawn anew, and its type. Where and by whom it was taken is gone.

    Raises ValidationError for a broken picture and for one with too many points to unpack.
    """
    _read_heic()
    stream.seek(0)
    kept_type = BECOMES.get(content_type, content_type)
    try:
        with Image.open(stream, formats=[FORMATS[content_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            drawn = _drawn(picture, FORMATS[kept_type])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        refuse(_("“%(name)s” has too many points. Send a smaller picture."), name=name)
    except BROKEN:
        refuse(_("“%(name)s” is broken. Take or save the picture again."), name=name)
    return ContentFile(drawn), kept_type


def _drawn(picture: Image.Image, kind: str) -> bytes:
    """Made small first, so that a big photo costs one copy in memory; a JPEG is even unpacked at
    a fraction of its size where that is enough."""
    size = (LONG_SIDE, LONG_SIDE)
    picture.draft("RGB", size)
    image = picture if picture.mode != "P" else picture.convert("RGBA")
    image.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _in_plain_colours(ImageOps.exif_transpose(image), kind)
    image.info.clear()
    target = io.BytesIO()
    image.save(target, kind, **QUALITY.get(kind, {}))
    return target.getvalue()


def _in_plain_colours(image: Image.Image, kind: str) -> Image.Image:
    """sRGB, as every screen shows it; transparency stays where the format has it."""
    clear = kind != "JPEG" and image.has_transparency_data
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            image = converted or image
    return image.convert("RGBA" if clear else "RGB")
