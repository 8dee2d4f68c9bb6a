"""Recovery codes: ten on paper, each works once."""

import secrets
from collections.abc import Callable

from django.conf import settings

from serai.customers.domain.login_code import keyed_digest
from serai.plumbing.db import unit_of_work
from serai.plumbing.models import StaffRecoveryCode

CODES, DIGITS = 10, 12


def new_codes(below: Callable[[int], int] = secrets.randbelow) -> list[str]:
    """Return ten codes of twelve digits: they can be typed with any keyboard."""
    return [f"{below(10**DIGITS):0{DIGITS}d}" for _ in range(CODES)]


def in_groups(code: str) -> str:
    """
    Return a code as it is read and written.

    Example:
        >>> in_groups("123456789012")
        '1234 5678 9012'
    """
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_digest(staff_id: int, code: str) -> bytes:
    """Return what is kept of a code; undone by trying them all only by whoever has the installation's secret."""
    return keyed_digest(settings.SERAI_SECRET, "staff.recovery_code", str(staff_id), code)


@unit_of_work()
def issue_recovery_codes(staff_id: int) -> list[str]:
    """Return ten new codes, as people read them, the only time that they can be; earlier ones end."""
    codes = new_codes()
    StaffRecoveryCode.objects.filter(staff_id=staff_id).delete()
    StaffRecoveryCode.objects.bulk_create(
        StaffRecoveryCode(digest=code_digest(staff_id, code), staff_id=staff_id) for code in codes
    )
    return [in_groups(code) for code in codes]
