"""Files as cameras and attackers make them."""

import io
import struct
import zlib

from PIL import Image

GPS, ORIENTATION, TURNED_RIGHT = 0x8825, 0x0112, 6


def a_photo(
    width: int = 900, height: int = 600, *, kind: str = "JPEG", colour: str = "orange"
) -> bytes:
    """Return a picture of one colour with a darker left half."""
    drawn = Image.new("RGB", (width, height), colour)
    drawn.paste("black", (0, 0, width // 2, height))
    return _written(drawn, kind)


def a_photo_with_a_place() -> bytes:
    """Return a photo of 600 x 900 as a phone takes it: lying, with where it was taken, and a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[0x010E] = "MY GARDEN"
    exif.get_ifd(GPS)[1] = "N"
    drawn = Image.new("RGB", (900, 600), "orange")
    drawn.paste("black", (0, 0, 900, 300))
    return _written(drawn, "JPEG", exif=exif, comment=b"SECRET COMMENT")


def a_logo() -> bytes:
    """Return a picture that is red in its middle and transparent around it."""
    drawn = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    drawn.paste((255, 0, 0, 255), (100, 100, 300, 300))
    return _written(drawn, "PNG")


def a_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """Return a small PNG file that says it is a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(b"\0" * 10_000)),
            (b"IEND", b""),
        )
    )


def _written(drawn: Image.Image, kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    drawn.save(file, kind, **more)
    return file.getvalue()
