"""Set up an authenticator app."""

import secrets
from datetime import datetime

from django.conf import settings

from serai.config.second_factor.factor_refused import FactorRefused
from serai.config.second_factor.recovery_codes import issue_recovery_codes
from serai.config.second_factor.sealed_secret import sealed_secret
from serai.config.second_factor.time_codes import SECRET_BYTES, digits_in, matching_step
from serai.plumbing.db import unit_of_work
from serai.plumbing.models import StaffAuthenticator, StaffRecoveryCode


def new_secret() -> bytes:
    """Return what an app and we shall know; nothing is written until a code of it comes back."""
    return secrets.token_bytes(SECRET_BYTES)


@unit_of_work()
def set_up_authenticator(staff_id: int, secret: bytes, typed: str, *, now: datetime) -> list[str]:
    """
    Keep the secret of an app that has shown a right code, instead of an earlier one.

    Returns:
        Ten recovery codes, when there were none; else nothing.

    Raises:
        FactorRefused: the code is not one of this secret now.
    """
    step = matching_step(secret, digits_in(typed), now=now, after=0)
    if step is None:
        raise FactorRefused
    StaffAuthenticator.objects.update_or_create(
        staff_id=staff_id,
        defaults={
            "sealed": sealed_secret(staff_id, secret, settings.SERAI_SECRET),
            "last_step": step,
            "created_at": now,
            "last_used_at": None,
        },
    )
    if StaffRecoveryCode.objects.filter(staff_id=staff_id).exists():
        return []
    return issue_recovery_codes(staff_id)
