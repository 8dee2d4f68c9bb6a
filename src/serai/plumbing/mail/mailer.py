"""The port: whoever carries letters."""

from typing import Protocol

from serai.plumbing.mail.letter import Letter


class MailerUnavailable(Exception):
    """The letter could not be handed over now; trying again later may help."""


class LetterRefused(Exception):
    """The mail server refuses this letter for good; trying again does not help."""


class Mailer(Protocol):
    """Whoever carries letters. Raises `MailerUnavailable` or `LetterRefused`, and nothing else."""

    def send(self, letter: Letter) -> None:
        """
        Hand `letter` over. It has left for certain when this returns.

        A letter to nobody is not sent: whoever it was for was forgotten meanwhile.
        """
        ...

    def forget(self, address: str) -> int:
        """Delete letters to an address that are kept here; return how many. What has left is out of reach."""
        ...
