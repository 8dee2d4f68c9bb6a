"""
The address of a kept picture says all that is needed to show it: no table, and nothing to look up.

`/media/<digest>-<width>x<height>-<shown width>.jpg`: the digest of what was handed in, the picture's own size, and
the width of this rendition. The same picture has the same address wherever it is used, and what stands at an address
never changes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

PREFIX = "/media/"
WIDTHS = (160, 320, 640, 1200, 2000)
"""Shown widths in pixels: a line in a cart, a card, a page, twice that, and a close look."""
SHOWN = 320
"""The width of the rendition whose address stands for the picture."""
_NAME = re.compile(
    r"([0-9a-f]{32})-([1-9]\d{0,4})x([1-9]\d{0,4})-([1-9]\d{0,4})\.(jpg|webp)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """
    A picture that was handed in.

    Attributes:
        digest: of what was handed in, 32 hexadecimal digits.
        width: its own, in pixels, upright.
        height: likewise.
    """

    digest: str
    width: int
    height: int

    @property
    def widths(self) -> tuple[int, ...]:
        """
        Return the widths in which it is shown, rising; it is never made larger than it is.

        Example:
            >>> KeptPicture("0" * 32, 900, 600).widths, KeptPicture("0" * 32, 100, 80).widths
            ((160, 320, 640, 900), (100,))
        """
        return (*(width for width in WIDTHS if width < self.width), min(self.width, WIDTHS[-1]))

    @property
    def stem(self) -> str:
        """Return what the names of all its renditions begin with; one picture has one."""
        return f"{self.digest}-{self.width}x{self.height}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all its renditions."""
        return tuple(
            self.name(width, ending) for width in self.widths for ending in ("webp", "jpg")
        )

    @property
    def address(self) -> str:
        """Return the address that stands for it: a small JPEG, which everything can show."""
        return PREFIX + self.name(next(w for w in reversed(self.widths) if w <= SHOWN), "jpg")

    def name(self, width: int, ending: str) -> str:
        """Return the name of a rendition; `ending` is "jpg" or "webp"."""
        return f"{self.stem}-{width}.{ending}"

    def srcset(self, ending: str) -> str:
        """Return the addresses of one kind with their widths, as a page chooses among them."""
        return ", ".join(f"{PREFIX}{self.name(width, ending)} {width}w" for width in self.widths)


def is_name(name: str) -> bool:
    """
    Return whether a picture may be kept under a name: no other reaches the store.

    Example:
        >>> is_name("0" * 32 + "-900x600-640.webp"), is_name("../secret"), is_name("a.jpg")
        (True, False, False)
    """
    return _NAME.fullmatch(name) is not None


@lru_cache(maxsize=16_384)
def kept_at(address: str) -> KeptPicture | None:
    """
    Return the kept picture that an address stands for; `None`: it is somewhere else.

    Example:
        >>> kept_at("/media/" + "0" * 32 + "-900x600-320.jpg")
        KeptPicture(digest='00000000000000000000000000000000', width=900, height=600)
        >>> kept_at("https://elsewhere.example/a.jpg")
    """
    found = _NAME.fullmatch(address.removeprefix(PREFIX)) if address.startswith(PREFIX) else None
    return KeptPicture(found[1], int(found[2]), int(found[3])) if found else None
