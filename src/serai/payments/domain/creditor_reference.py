"""References by which a bank transfer is found: the structured creditor reference, ISO 11649."""

import re
from uuid import UUID

from stdnum import iso11649

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 50
_SPOKEN = re.compile(r"(?=(R\s*F(?:\s*\d){2}(?:\s*[0-9A-Z]){10}))")


def creditor_reference(payment_id: UUID) -> str:
    """
    Return the reference of a payment, such as `RF86K3M9T0Q2ZX`.

    Ten signs from the random end of the id, after two check digits: a mistyped reference is noticed by
    the shopper's own bank.
    """
    bits = payment_id.int & (1 << _BITS) - 1
    body = "".join(_SIGNS[bits >> place & 31] for place in reversed(range(0, _BITS, 5)))
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{body}RF00")) % 97
    return f"RF{check:02}{body}"


def references_in(text: str) -> list[str]:
    """Return every right reference of ours that a bank's text holds, however it was spaced or cased."""
    found = (re.sub(r"\s", "", each.group(1)) for each in _SPOKEN.finditer(text.upper()))
    return [reference for reference in found if iso11649.is_valid(reference)]
