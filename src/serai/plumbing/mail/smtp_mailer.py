"""Letters over SMTP, for a real mail server."""

import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Self
from urllib.parse import unquote, urlsplit

from serai.kernel.clock import now
from serai.plumbing.mail.letter import Letter, message_of
from serai.plumbing.mail.mailer import LetterRefused, MailerUnavailable

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """
    Sends each letter over its own connection.

    `scheme` is "smtp" (plain, for a server beside us), "smtp+starttls" or "smtps".
    """

    scheme: str
    host: str
    port: int
    sender: str
    username: str = ""
    password: str = ""
    seconds: float = 10.0

    @classmethod
    def of_url(cls, url: str, *, sender: str) -> Self:
        """
        Read `scheme://user:password@host:port`; user, password and port may be left out.

        Raises:
            ValueError: not such an address.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("Write smtp://host, smtp+starttls://user:password@host or smtps://….")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            sender=sender,
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def __repr__(self) -> str:
        """Keep the password out of logs."""
        return f"SmtpMailer({self.scheme}://{self.host}:{self.port})"

    def send(self, letter: Letter) -> None:
        """
        Hand the letter to the server.

        Raises:
            MailerUnavailable: no connection, no log-in, or the server asks to come back later.
            LetterRefused: the server refuses the address or the content for good.
        """
        if not letter.to:
            return  # whoever it was for is forgotten
        message = message_of(letter, sender=self.sender, now=now())
        try:
            with closing(self._connect()) as server:
                self._log_in(server)
                self._hand_over(server, letter.to, message)
                with suppress(
                    smtplib.SMTPException, OSError
                ):  # it is sent; a rude goodbye changes nothing
                    server.quit()
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _verdict(next(iter(refusal.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as refusal:
            raise _verdict(refusal.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise LetterRefused("The server cannot carry this letter.") from None
        except (smtplib.SMTPException, OSError) as problem:
            reason = type(problem).__name__
            raise MailerUnavailable(f"The mail server did not take the letter: {reason}.") from None

    def forget(self, address: str) -> int:
        """Return 0: nothing is kept here, and what the server has sent is in somebody's letter box."""
        return 0

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=trust)
        return smtplib.SMTP(self.host, self.port, timeout=self.seconds)

    def _hand_over(self, server: smtplib.SMTP, to: str, message: bytes) -> None:
        sender = parseaddr(self.sender)[1]
        options: tuple[str, ...] = ()
        if not (sender + to).isascii():
            server.ehlo_or_helo_if_needed()
            if not server.has_extn("smtputf8"):
                raise smtplib.SMTPNotSupportedError
            options = ("SMTPUTF8", "BODY=8BITMIME")
        server.sendmail(sender, [to], message, options)

    def _log_in(self, server: smtplib.SMTP) -> None:
        try:
            if self.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self.username:
                server.login(self.username, self.password)
        except smtplib.SMTPNotSupportedError:
            raise MailerUnavailable("The mail server offers no encryption or no log-in.") from None


def _verdict(code: int) -> MailerUnavailable | LetterRefused:
    """A reply of 5xx is for good, anything else for now (RFC 5321, 4.2.1). Neither tells the address."""
    if 500 <= code < 600:
        return LetterRefused(f"The mail server refused the letter with {code}.")
    return MailerUnavailable(f"The mail server put the letter off with {code}.")
