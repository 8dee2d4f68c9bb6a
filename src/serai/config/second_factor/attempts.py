"""How often staff may guess."""

from datetime import timedelta

from serai.customers.domain.lockout import PASSWORD, Lockout

STAFF_PASSWORD = Lockout("staff password", PASSWORD.waits)
"""As for shoppers: from the fifth wrong password on the door closes, up to a quarter of an hour."""

CODE = Lockout("staff code", PASSWORD.waits, forgotten_after=timedelta(days=1))
"""About a hundred guesses a day at codes of which three in a million are right."""


def name_of(staff_id: int) -> str:
    """Return what stands for somebody at the door; no e-mail address looks like it."""
    return f"staff {staff_id}"
