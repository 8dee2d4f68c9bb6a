"""From a file that somebody handed in to clean pictures in every size."""

import hashlib
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from serai.catalog.domain.pictures.address import KeptPicture
from serai.kernel.errors import DomainError, Kind

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file."""
LARGEST_SIDE = 20_000
MOST_PIXELS = 40_000_000
SMALLEST_SIDE = 16
_TOO_MANY = f"A picture has at most {MOST_PIXELS // 1_000_000} million pixels."
_TAKEN = ("JPEG", "PNG", "WEBP")
_WHITE = (255, 255, 255)
_ONE_AT_A_TIME = threading.Lock()  # an opened picture takes up to 160 MB


class BadPicture(DomainError):
    """A file is no picture that is taken."""

    code = "catalog.bad_picture"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Renditions:
    """A picture with its files by name."""

    picture: KeptPicture
    files: Mapping[str, bytes]


def make_renditions(content: bytes) -> Renditions:
    """
    Return a picture in every size as WebP and JPEG: upright, in sRGB, and with nothing but the picture in it.

    What a file is, is told by its content; its size is read before it is opened. Whatever else it carries (place and
    time, thumbnails, comments, scripts behind its end) is not in what is made, which is drawn anew. Transparent
    parts stay so in WebP and are white in JPEG; of what moves, the first picture is taken. Takes about a second.

    Raises:
        BadPicture: it is empty, too large, too small, damaged, or neither JPEG, PNG nor WebP.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - who only serves does not need it

    if not content:
        raise BadPicture("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise BadPicture(f"A picture has at most {LARGEST_FILE // 1024 // 1024} MB.")
    with _ONE_AT_A_TIME:
        try:
            with Image.open(io.BytesIO(content), formats=_TAKEN) as opened:
                _check_size(*opened.size)
                upright = _upright(opened)
        except UnidentifiedImageError:
            raise BadPicture("Send a picture as JPEG, PNG or WebP.") from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise BadPicture(_TOO_MANY) from None
        except (OSError, SyntaxError, ValueError) as fault:
            raise BadPicture(f"The picture is damaged: {str(fault)[:100]}") from None
        kept = KeptPicture(hashlib.sha256(content).hexdigest()[:32], *upright.size)
        return Renditions(kept, _files(kept, upright))


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        raise BadPicture(_TOO_MANY)
    if min(width, height) < SMALLEST_SIDE:
        raise BadPicture(f"A picture is at least {SMALLEST_SIDE} pixels wide and high.")


def _upright(opened: "Image") -> "Image":
    """Return the picture turned as its camera was held, in sRGB, as RGB or RGBA."""
    from PIL import ImageOps  # noqa: PLC0415

    see_through = opened.has_transparency_data
    profile = opened.info.get("icc_profile")
    turned = ImageOps.exif_transpose(opened)
    own = turned if turned.mode in ("RGB", "RGBA", "CMYK", "L") else None
    plain = turned.convert("RGBA" if see_through else "RGB")
    return _in_srgb(own, profile, plain) if profile and own is not None else plain


def _in_srgb(own: "Image", profile: bytes, plain: "Image") -> "Image":
    """Return a picture with its colours as its own profile means them; `plain` where the profile makes no sense."""
    from PIL import Image, ImageCms  # noqa: PLC0415

    try:
        seen = ImageCms.profileToProfile(
            own.convert("RGB") if own.mode == "RGBA" else own,
            io.BytesIO(profile),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return plain
    if seen is None:
        return plain
    if plain.mode == "RGBA":
        seen = Image.merge("RGBA", (*seen.split(), plain.getchannel("A")))
    return seen


def _files(kept: KeptPicture, upright: "Image") -> dict[str, bytes]:
    """Return every rendition by its name; each is drawn from the next larger one: quicker, and it looks alike."""
    from PIL import Image  # noqa: PLC0415

    files: dict[str, bytes] = {}
    drawn = upright
    for width in reversed(kept.widths):
        height = max(1, round(kept.height * width / kept.width))
        if drawn.size != (width, height):
            drawn = drawn.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        files[kept.name(width, "webp")] = _encoded(drawn, "WEBP", quality=80, method=4)
        files[kept.name(width, "jpg")] = _encoded(
            _on_white(drawn), "JPEG", quality=82, progressive=True
        )
    return files


def _on_white(drawn: "Image") -> "Image":
    from PIL import Image  # noqa: PLC0415

    if drawn.mode == "RGB":
        return drawn
    sheet = Image.new("RGB", drawn.size, _WHITE)
    sheet.paste(drawn, mask=drawn.getchannel("A"))
    return sheet


def _encoded(drawn: "Image", kind: str, **how: int) -> bytes:
    written = io.BytesIO()
    bare = drawn.copy()
    bare.info = {}
    bare.save(written, kind, **how)
    return written.getvalue()
