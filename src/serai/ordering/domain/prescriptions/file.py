"""What a file is, by its content: what it is called says nothing."""

from serai.kernel.errors import DomainError, Kind

LARGEST = 8 * 1024 * 1024
"""Bytes of one file."""
MOST_FILES = 5
"""Of one cart."""
LONGEST_NAME = 200
_TAIL = 2048
_ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")
"""What a document to be read needs not, and what attacks its readers."""


class BadPrescription(DomainError):
    """A file is no prescription that could be looked at."""

    code = "ordering.bad_prescription"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def type_of(content: bytes) -> str:
    """
    Return the media type of a PDF, PNG or JPEG file.

    >>> type_of(b"%PDF-1.7 ... %%EOF")
    'application/pdf'

    Raises:
        BadPrescription: it is empty, too large, cut off, of another kind, or does more than to be looked at.
    """
    if not content:
        raise BadPrescription("The file is empty.")
    if len(content) > LARGEST:
        raise BadPrescription(f"A file has at most {LARGEST // 1024 // 1024} MB.")
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_TAIL:]:
        if any(word in content for word in _ACTIVE):
            raise BadPrescription(
                "The document holds scripts or other files; save it as a picture."
            )
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-_TAIL:]:
        return "image/png"
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-_TAIL:]:
        return "image/jpeg"
    raise BadPrescription("Send a PDF document, or a picture as PNG or JPEG.")


def checked_name(name: str) -> str:
    """
    Return what a file is called, without folders.

    Raises:
        BadPrescription: it has no name, or one that cannot be shown.
    """
    tidy = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise BadPrescription("The file needs a name that can be shown.")
    return tidy
