"""
The BR Code: what a QR code of Pix says, in the form of EMV for merchants.

Source: Banco Central do Brasil, "Manual de Padrões para Iniciação do Pix"; EMVCo, "QR Code Specification for
Payment Systems: Merchant-Presented Mode". Every field is its id, its length in two digits, and its value.
"""

import unicodedata
from dataclasses import dataclass

from serai.kernel.money import Money

REAL = "BRL"
_REAL_NUMBER = "986"
_SCHEME = "br.gov.bcb.pix"
_LONGEST_URL = 77
_LONGEST_NAME = 25
_LONGEST_CITY = 15
_LONGEST_VALUE = 99
_POLYNOMIAL = 0x1021


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is paid, as the payer's bank shows it."""

    name: str
    city: str


def br_code(url: str, receiver: Receiver, amount: Money | None = None) -> str:
    """
    Return the text of a dynamic code: it names where the payer's bank reads the charge, and is paid once.

    Args:
        url: where the charge is, without its scheme; at most 77 characters.
        receiver: accents are left out, and what is too long is cut.
        amount: in reais; left out, the charge alone tells it.

    Raises:
        ValueError: the address is too long, or the money is not in reais.
    """
    if not 0 < len(url) <= _LONGEST_URL:
        raise ValueError("The address of a charge has at most 77 characters.")
    if amount is not None and amount.currency != REAL:
        raise ValueError("Pix moves reais only.")
    account = _field("00", _SCHEME) + _field("25", url)
    parts = (
        _field("00", "01"),
        _field("01", "12"),
        _field("26", account),
        _field("52", "0000"),
        _field("53", _REAL_NUMBER),
        _field("54", f"{amount.as_decimal():f}") if amount else "",
        _field("58", "BR"),
        _field("59", _plain(receiver.name, _LONGEST_NAME)),
        _field("60", _plain(receiver.city, _LONGEST_CITY)),
        _field("62", _field("05", "***")),
    )
    return with_checksum("".join(parts))


def with_checksum(text: str) -> str:
    """
    Return a code with its last field, the checksum over all of it and over its own id and length.

    >>> with_checksum("00020126")[-8:-4]
    '6304'
    """
    covered = f"{text}6304"
    return f"{covered}{crc16(covered.encode()):04X}"


def crc16(data: bytes) -> int:
    """
    Return the CRC-16 of ISO/IEC 13239 with polynomial 0x1021, begun at 0xFFFF.

    >>> hex(crc16(b"123456789"))
    '0x29b1'
    """
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1) ^ _POLYNOMIAL if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return crc


def _field(number: str, value: str) -> str:
    if len(value) > _LONGEST_VALUE:
        raise ValueError("A field of the code holds at most 99 characters.")
    return f"{number}{len(value):02}{value}"


def _plain(text: str, longest: int) -> str:
    """Return text in the letters that every bank can show."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return bare[:longest].strip() or "-"
