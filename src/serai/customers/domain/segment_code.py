"""The code by which programs name a segment."""

import re

from serai.kernel.errors import DomainError, Kind

_CODE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


class SegmentCodeRefused(DomainError):
    """A code is small letters, digits and single hyphens, dots or underscores between them."""

    code = "customers.segment_code_refused"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Name the segment for programs with small letters, such as new-in-spring.")


def checked_segment_code(text: str) -> str:
    """
    Return the code.

    Raises:
        SegmentCodeRefused: not 1 to 64 small letters, digits, and single - . _ between them.
    """
    if len(text) > 64 or not _CODE.fullmatch(text):
        raise SegmentCodeRefused
    return text
