"""Take a picture in."""

from serai.catalog.domain.pictures.address import KeptPicture
from serai.catalog.domain.pictures.make_renditions import make_renditions
from serai.catalog.ports import PictureStore
from serai.catalog.usecases.pictures.alone_with import alone_with
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.wiring import bound


def keep_picture(content: bytes) -> KeptPicture:
    """
    Keep a picture in every size; the same file twice is one picture.

    Outside any transaction: drawing takes a second. What no product names in the end is forgotten after a month.

    Raises:
        BadPicture: it is empty, too large, too small, damaged, or neither JPEG, PNG nor WebP.
    """
    made = make_renditions(content)
    store = bound(PictureStore)
    with alone_with(made.picture.stem):
        with unit_of_work():
            execute("DELETE FROM catalog_unnamed_picture WHERE stem = %s", [made.picture.stem])
        for name, file in made.files.items():
            store.keep(name, file)
    return made.picture
