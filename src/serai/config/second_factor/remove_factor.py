"""Remove what somebody has set up."""

from uuid import UUID

from serai.config.second_factor.attempts import CODE, name_of
from serai.config.second_factor.factors_of import has_factor
from serai.customers.usecases.count_attempt import forget_attempts
from serai.plumbing.db import unit_of_work
from serai.plumbing.models import StaffAsked, StaffAuthenticator, StaffPasskey, StaffRecoveryCode


@unit_of_work()
def remove_authenticator(staff_id: int) -> bool:
    """Forget somebody's app; return whether there was one. With the last factor the recovery codes go."""
    gone, _ = StaffAuthenticator.objects.filter(pk=staff_id).delete()
    _forget_codes_without_factor(staff_id)
    return bool(gone)


@unit_of_work()
def remove_staff_passkey(staff_id: int, passkey_id: UUID) -> bool:
    """Forget a passkey of somebody's; return whether there was one. With the last factor the codes go."""
    gone, _ = StaffPasskey.objects.filter(staff_id=staff_id, pk=passkey_id).delete()
    _forget_codes_without_factor(staff_id)
    return bool(gone)


@unit_of_work()
def reset_second_factor(staff_id: int) -> bool:
    """
    Forget all that somebody has set up, and their wrong guesses; return whether there was a factor.

    The password alone lets them in from now on. Where a factor is demanded, they are asked anew.
    """
    had_one = has_factor(staff_id)
    StaffAuthenticator.objects.filter(pk=staff_id).delete()
    StaffPasskey.objects.filter(staff_id=staff_id).delete()
    StaffRecoveryCode.objects.filter(staff_id=staff_id).delete()
    StaffAsked.objects.filter(pk=staff_id).delete()
    forget_attempts(name_of(staff_id), CODE)
    return had_one


def _forget_codes_without_factor(staff_id: int) -> None:
    if not has_factor(staff_id):
        StaffRecoveryCode.objects.filter(staff_id=staff_id).delete()
