"""Who gets the gift cards of a line, what is written to them, and on which day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.contact import BadContact, checked_email, checked_line

LATEST = timedelta(days=365)
LONGEST_MESSAGE, LONGEST_NAME = 400, 80
_MORNING = time(8)


class NotAGiftCard(DomainError):
    """Only gift cards are sent to somebody."""

    code = "ordering.not_a_gift_card"
    kind = Kind.REJECTED

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} is no gift card that could be sent to somebody.")


class BadRecipient(DomainError):
    """What is said of one recipient cannot be right."""

    code = "ordering.bad_recipient"
    kind = Kind.REJECTED

    def __init__(self, number: int, field: str) -> None:
        self.number, self.field = number, field
        super().__init__(f"Recipient {number}: look at {field} again.")


class CardRecipient(Struct, frozen=True, omit_defaults=True):
    """Who gets one card; without a day it is sent as soon as it is paid."""

    email: str
    name: str = ""
    message: str = ""
    sender: str = ""
    send_on: date | None = None

    @property
    def letter(self) -> str:
        """Return what the letter tells in the sender's words."""
        return "\n".join(
            part for part in (self.message, f"— {self.sender}" if self.sender else "") if part
        )

    def send_at(self, time_zone: str) -> datetime | None:
        """Return when the card is sent: in the morning of its day, by the shop's clock."""
        if self.send_on is None:
            return None
        return datetime.combine(self.send_on, _MORNING, ZoneInfo(time_zone))


def checked_recipients(
    recipients: Sequence[CardRecipient], *, cards: int, today: date
) -> tuple[CardRecipient, ...]:
    """
    Return the recipients tidied, one for each card at most.

    Raises:
        BadRecipient: a field cannot be right, or there are more recipients than cards; it is named.
    """
    checked = []
    for number, each in enumerate(recipients, 1):
        if number > cards:
            raise BadRecipient(number, "quantity")
        if each.send_on is not None and not today <= each.send_on <= today + LATEST:
            raise BadRecipient(number, "send_on")
        try:
            checked.append(
                CardRecipient(
                    email=checked_email(each.email),
                    name=checked_line("name", each.name, longest=LONGEST_NAME, needed=False),
                    message=_text(each.message),
                    sender=checked_line("sender", each.sender, longest=LONGEST_NAME, needed=False),
                    send_on=each.send_on,
                )
            )
        except BadContact as wrong:
            raise BadRecipient(number, wrong.field) from None
    return tuple(checked)


def _text(message: str) -> str:
    """Return a message of some lines, each tidied."""
    lines = message.strip().splitlines()
    if len(message) > LONGEST_MESSAGE or len(lines) > 20:
        raise BadContact("message", "is too long.")
    return "\n".join(
        checked_line("message", line, longest=LONGEST_MESSAGE, needed=False) for line in lines
    )
