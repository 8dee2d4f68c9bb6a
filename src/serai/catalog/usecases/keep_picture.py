"""Take a picture in."""

from serai.catalog.domain.pictures.address import KeptPicture
from serai.catalog.domain.pictures.make_renditions import make_renditions
from serai.catalog.ports import PictureStore
from serai.plumbing.wiring import bound


def keep_picture(content: bytes) -> KeptPicture:
    """
    Keep a picture in every size; the same file twice is one picture.

    Outside any transaction: drawing takes a second, and files that no product shows in the end do no harm.

    Raises:
        BadPicture: it is empty, too large, too small, damaged, or neither JPEG, PNG nor WebP.
    """
    made = make_renditions(content)
    store = bound(PictureStore)
    for name, file in made.files.items():
        store.keep(name, file)
    return made.picture
