"""Text that people type: trimmed, of a sane length, free of control characters."""

import unicodedata

from serai.kernel.errors import DomainError, Kind


class TextRefused(DomainError):
    """A text is missing, too long, or holds characters nobody can read."""

    code = "customers.text_refused"
    kind = Kind.REJECTED

    def __init__(self, field: str, *, reason: str, longest: int) -> None:
        self.field, self.reason, self.longest = field, reason, longest
        sentence = {
            "missing": f"Please fill in {field}.",
            "too_long": f"{field} may have at most {longest} characters.",
            "unreadable": f"{field} holds characters that cannot be read.",
        }
        super().__init__(sentence[reason])


def plain_text(text: str, *, field: str, longest: int, required: bool = False) -> str:
    """
    Return `text` composed (NFC) and trimmed, with runs of blanks as one.

    Raises:
        TextRefused: `required` and empty, too long, or with control characters or lone surrogates.
    """
    if len(text) > 4 * longest:
        raise TextRefused(field, reason="too_long", longest=longest)
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if required and not clean:
        raise TextRefused(field, reason="missing", longest=longest)
    if len(clean) > longest:
        raise TextRefused(field, reason="too_long", longest=longest)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in clean):
        raise TextRefused(field, reason="unreadable", longest=longest)
    return clean
