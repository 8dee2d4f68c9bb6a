"""Letters as files: they open in every mail program, and nothing leaves the machine."""

import os
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import Path

from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.mail.letter import Letter, message_of
from serai.plumbing.mail.mailer import MailerUnavailable


class FileMailer:
    """Keeps each letter as one `.eml` file in `folder`, readable by its owner alone, newest last."""

    def __init__(self, folder: Path, *, sender: str = "Serai <shop@localhost>") -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """
        Write the letter. A reader never sees half of it; the same key again replaces the same file.

        Raises:
            MailerUnavailable: the folder cannot be written to.
        """
        if not letter.to:
            return  # whoever it was for is forgotten
        content = message_of(letter, sender=self._sender, now=now())
        name = letter.key or uuid7().hex
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._folder / f".{uuid7().hex}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            draft.replace(self._folder / f"{name}.eml")
        except OSError as problem:
            raise MailerUnavailable("The folder for letters cannot be written to.") from problem

    def forget(self, address: str) -> int:
        """Delete every letter to an address; return how many there were. Reads the head of each file."""
        count = 0
        for path in self._folder.glob("*.eml"):
            with path.open("rb") as file:
                to = BytesHeaderParser().parse(file)["To"] or ""
            if parseaddr(str(to))[1].lower() == address.lower():
                path.unlink(missing_ok=True)
                count += 1
        return count
