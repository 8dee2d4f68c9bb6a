"""What goes with an order that is a gift."""

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind

LONGEST_MESSAGE = 500
LONGEST_SENDER = 100


class GiftRefused(DomainError):
    """A gift cannot be sent so."""

    code = "ordering.gift_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Gift(Struct, frozen=True):
    """What the packing slip of a gift says; it names no prices."""

    message: str
    sender: str = ""

    @property
    def on_slip(self) -> str:
        """Return what is printed."""
        return f"{self.message}\n— {self.sender}" if self.sender else self.message


def checked_gift(message: str, sender: str) -> Gift:
    """
    Return the gift tidied: spaces at the ends of lines, and lines at the ends, go.

    Raises:
        GiftRefused: it says nothing, too much, or what cannot be printed.
    """
    lines = [line.strip() for line in message.strip().splitlines()]
    text, who = "\n".join(lines), " ".join(sender.split())
    if not text:
        raise GiftRefused("Write a few words.")
    if len(text) > LONGEST_MESSAGE or len(who) > LONGEST_SENDER:
        raise GiftRefused(
            f"At most {LONGEST_MESSAGE} characters, and {LONGEST_SENDER} for the sender."
        )
    if not all(line.isprintable() for line in (*lines, who)):
        raise GiftRefused("It holds characters that cannot be printed.")
    return Gift(text, who)
