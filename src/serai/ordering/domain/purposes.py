"""What each payment of an order is for, as its purpose says, and the order in which they pay."""

from typing import Final

ORDER: Final = "order"
"""The payment of whatever tenders leave."""
TENDER: Final = "tender"
"""Gift cards, credit and points that pay for an order: `tender 1`, `tender 2`, …"""
CHANGE: Final = "change "
"""Payments of differences: `change 1` by the number of the document, `change 1 tender 1` what tenders pay of it."""
_LAST: Final = 1_000


def purpose_of_change(number: int, tender: int = 0) -> str:
    """
    Return what the payment of a document's difference is for; that of its nth tender, where that is named.

    >>> purpose_of_change(3), purpose_of_change(3, tender=1)
    ('change 3', 'change 3 tender 1')
    """
    return f"{CHANGE}{number} {TENDER} {tender}" if tender else f"{CHANGE}{number}"


def change_of_purpose(purpose: str) -> int | None:
    """Return the number of the document that a payment is for; `None`: it is for something else."""
    if not purpose.startswith(CHANGE):
        return None
    return int(purpose.removeprefix(CHANGE).partition(" ")[0])


def is_difference(purpose: str) -> bool:
    """Return whether a payment is for a difference, or for what tenders leave of it."""
    return purpose.startswith(CHANGE) and not _is_tender(purpose)


def place_of_purpose(purpose: str) -> tuple[int, int, int] | None:
    """
    Return where a payment stands in the order in which an order's payments pay; `None`: it is none of them.

    Tenders pay first, then the order's own payment; then, document by document, its tenders and what paid the
    rest of it.

    >>> sorted(["change 2", "order", "change 2 tender 1", "change 1", "tender 1"], key=place_of_purpose)
    ['tender 1', 'order', 'change 1', 'change 2 tender 1', 'change 2']
    """
    number = change_of_purpose(purpose)
    if number is not None:
        tender = purpose.rpartition(" ")[2] if _is_tender(purpose) else str(_LAST)
        return 3, number, int(tender)
    if purpose == ORDER:
        return 2, 0, 0
    if purpose.startswith(TENDER):
        return 1, 0, int(purpose.rpartition(" ")[2])
    return None


def _is_tender(purpose: str) -> bool:
    return f" {TENDER} " in purpose
