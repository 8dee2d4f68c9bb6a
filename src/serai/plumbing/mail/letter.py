"""What is said to one address, and how it looks as an Internet message."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A letter to one address.

    `text` is always there; `html` is the same in HTML, or empty. `locale` names the language, such as
    "de-AT". A `key` (letters, digits, `.`, `_`, `-`), where the sender has one, marks the same letter
    sent again after a crash.

    Raises:
        ValueError: a line break or another control character in a header, or an unfit key.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    locale: str = "en"
    key: str = ""

    def __post_init__(self) -> None:
        if not (self.to + self.subject + self.locale).isprintable():
            raise ValueError("A header of a letter holds no control characters.")
        if self.key and not _KEY.fullmatch(self.key):
            raise ValueError("The key of a letter is made of letters, digits, dots and dashes.")

    def __repr__(self) -> str:
        """Name nobody: letters meet logs and stack traces."""
        return f"Letter(key={self.key!r})"


def message_of(letter: Letter, *, sender: str, now: datetime) -> EmailMessage:
    """Return the letter as an Internet message (RFC 5322), text first, HTML as its alternative."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.key}@{domain}>" if letter.key else make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = (
        letter.locale
    )  # last: making it multipart would move the header down
    return message
