"""Set a document."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from serai.kernel.errors import DomainError, Kind

_SETTER = Path(__file__).with_name("set_in_own_process.py")
_LENGTH = 8
_PATIENCE = 30
"""Seconds that a document may take; a page takes some hundredths of one."""


class Template(StrEnum):
    """What can be printed."""

    SHEET = "sheet"
    """A letterhead, facts, a table, sums and notes."""
    LABEL = "label"
    """An address to be stuck on a parcel."""
    PARCEL = "parcel"
    """A carrier's label, with bars."""


class TypesettingFailed(DomainError):
    """The document could not be set; try again later."""

    code = "typesetting.failed"
    kind = Kind.UNAVAILABLE

    def __init__(self, template: str, reason: str) -> None:
        self.template = template
        self._reason = reason
        super().__init__(f"The {template} could not be set.")

    @property
    def reason(self) -> str:
        """Return what the typesetter said, for the log."""
        return self._reason


def typeset(template: Template, facts: Mapping[str, Any]) -> bytes:
    """
    Return a PDF (PDF/A-3, tagged); the same facts give the same bytes.

    `facts` is what the template shows, as JSON: text stays text, whatever is in it. Documents with signs
    that no font here has are printed as well, without the archive's seal.

    Raises:
        TypesettingFailed: it took too long, or is none.
    """
    [pdf] = typeset_many(template, [facts])
    return pdf


def typeset_many(template: Template, documents: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """
    Return a PDF of each document, set one after the other by one process; see `typeset`.

    Raises:
        TypesettingFailed: one of them took too long, or is none.
    """
    if not documents:
        return []
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what it is told comes by its input
            [sys.executable, "-I", str(_SETTER), template.value],
            input=json.dumps(list(documents), ensure_ascii=False).encode(),
            capture_output=True,
            timeout=_PATIENCE * len(documents),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TypesettingFailed(template.value, "it took too long") from None
    pdfs = _parted(done.stdout)
    if done.returncode or len(pdfs) != len(documents):
        raise TypesettingFailed(template.value, done.stderr.decode(errors="replace")[-500:])
    return pdfs


def _parted(told: bytes) -> list[bytes]:
    """Return the PDFs of an output: the length of each in eight bytes, and then itself."""
    pdfs = []
    while told:
        end = _LENGTH + int.from_bytes(told[:_LENGTH], "big")
        pdfs.append(told[_LENGTH:end])
        told = told[end:]
    return [pdf for pdf in pdfs if pdf.startswith(b"%PDF")]
