"""What is said to one address, and how it looks as an Internet message."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, make_msgid, parseaddr

from serai.kernel.ids import uuid7

_LINES = compat32.clone(linesep="\r\n")
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


def message_of(letter: Letter, *, sender: str, now: datetime) -> Message:
    """
    Return the letter as an Internet message (RFC 5322), text first, HTML as its alternative.

    Made of plain MIME parts: the newer `EmailMessage` parses every header that it is given and takes four
    times as long for the same bytes.
    """
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2]
    message = _content(letter)
    message["From"] = formataddr((name, address))
    message["To"] = letter.to
    message["Subject"] = _header(letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.key}@{domain}>" if letter.key else make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.locale
    return message


def _content(letter: Letter) -> Message:
    text = MIMEText(letter.text, "plain", "utf-8", policy=_LINES)
    if not letter.html:
        return text
    # Found in no part, as they are in base64; without it the parts are searched for a safe one.
    both = MIMEMultipart("alternative", f"=_{uuid7().hex}", policy=_LINES)
    both.attach(text)
    both.attach(MIMEText(letter.html, "html", "utf-8", policy=_LINES))
    return both


def _header(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", header_name="Subject").encode()
