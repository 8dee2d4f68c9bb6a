"""Take a picture in."""

from collections.abc import Mapping
from contextlib import suppress

import structlog

from serai.catalog.domain.pictures.address import KeptPicture
from serai.catalog.domain.pictures.make_renditions import make_renditions
from serai.catalog.ports import PictureStore
from serai.catalog.usecases.pictures.alone_with import alone_with
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.wiring import bound

_log = structlog.get_logger("serai.catalog")


class PicturesUnavailable(DomainError):
    """The store of pictures takes none at the moment."""

    code = "catalog.pictures_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            "Pictures cannot be kept at the moment; nothing was changed. Send the picture again in a minute."
        )


_SOON = 60
"""Seconds after which it is worth another try."""


def keep_picture(content: bytes) -> KeptPicture:
    """
    Keep a picture in every size; the same file twice is one picture.

    Outside any transaction: drawing takes a second. What no product names in the end is forgotten after a month.

    Raises:
        BadPicture: it is empty, too large, too small, damaged, or neither JPEG, PNG nor WebP.
        PicturesUnavailable: the store cannot keep it now; of its sizes none is left that was not there before.
    """
    made = make_renditions(content)
    with alone_with(made.picture.stem):
        with unit_of_work():
            execute("DELETE FROM catalog_unnamed_picture WHERE stem = %s", [made.picture.stem])
        _keep_all(made.files)
    return made.picture


def _keep_all(files: Mapping[str, bytes]) -> None:
    """Keep every size, or none; what a store that is down does not delete is forgotten like what nobody names."""
    store, written = bound(PictureStore), []
    try:
        for name, file in files.items():
            if store.keep(name, file):
                written.append(name)
    except OSError as fault:
        _log.error("picture not kept", fault=str(fault))
        with suppress(OSError):
            for name in written:
                store.delete(name)
        raise PicturesUnavailable(_SOON) from fault
