"""What the catalogue needs from others."""

from collections.abc import Iterator
from typing import Protocol


class PictureStore(Protocol):
    """
    Whoever keeps the files of pictures: a folder, a bucket.

    A name says what is in the file, so that a file never changes and keeping it twice is keeping it once.
    """

    def keep(self, name: str, content: bytes) -> bool:
        """
        Keep a file; it can be read whole, by everybody, when this returns.

        Returns:
            Whether it was written now; otherwise it was there already.

        Raises:
            OSError: it could not be kept; nothing can be read under its name then, or the whole of it.
        """
        ...

    def read(self, name: str) -> bytes | None:
        """Return a file; `None` when there is none of this name."""
        ...

    def names(self) -> Iterator[str]:
        """
        Yield the name of every file, in any order.

        Raises:
            OSError: they could not all be told.
        """
        ...

    def delete(self, name: str) -> None:
        """
        Delete a file; one that is not there is deleted already.

        Raises:
            OSError: it is still there, perhaps.
        """
        ...
