"""Prove who one is by a code: of the app, or a recovery code."""

from datetime import datetime

import structlog
from django.conf import settings

from serai.config.second_factor.attempts import CODE, name_of
from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factor_refused import FactorRefused
from serai.config.second_factor.recovery_codes import DIGITS as RECOVERY_DIGITS
from serai.config.second_factor.recovery_codes import code_digest
from serai.config.second_factor.sealed_secret import secret_in
from serai.config.second_factor.time_codes import digits_in, matching_step
from serai.customers.usecases.count_attempt import count_attempt, forget_attempts
from serai.plumbing.db import execute
from serai.plumbing.models import StaffAuthenticator

log = structlog.get_logger("serai.staff")

_USE_STEP = """
UPDATE plumbing_staff_authenticator SET last_step = %(step)s, last_used_at = %(now)s
WHERE staff_id = %(id)s AND sealed = %(sealed)s AND last_step < %(step)s
"""
_USE_CODE = """
UPDATE plumbing_staff_recovery_code SET used_at = %(now)s
WHERE digest = %(digest)s AND staff_id = %(id)s AND used_at IS NULL
"""


def prove_by_code(staff_id: int, typed: str, *, now: datetime) -> Factor:
    """
    Use a code up and return of which kind it was; of two simultaneous uses one wins.

    Call it outside a unit of work, since a failed attempt must stay counted.

    Raises:
        TooManyAttempts: the door is closed for a while.
        FactorRefused: the code is wrong, has ended or was used before.
    """
    count_attempt(name_of(staff_id), CODE, now=now)
    code = digits_in(typed)
    if len(code) == RECOVERY_DIGITS:
        factor, used = Factor.RECOVERY_CODE, _recovery_code_used(staff_id, code, now)
    else:
        factor, used = Factor.APP, _step_used(staff_id, code, now)
    if not used:
        log.warning("a second factor was refused", staff_id=staff_id, factor=factor.value)
        raise FactorRefused
    forget_attempts(name_of(staff_id), CODE)
    return factor


def _step_used(staff_id: int, code: str, now: datetime) -> bool:
    app = StaffAuthenticator.objects.filter(pk=staff_id).first()
    if app is None:
        return False
    sealed = bytes(app.sealed)
    secret = secret_in(staff_id, sealed, settings.SERAI_SECRET)
    step = matching_step(secret, code, now=now, after=app.last_step)
    if step is None:
        return False
    return bool(execute(_USE_STEP, {"step": step, "now": now, "id": staff_id, "sealed": sealed}))


def _recovery_code_used(staff_id: int, code: str, now: datetime) -> bool:
    digest = code_digest(staff_id, code)
    return bool(execute(_USE_CODE, {"digest": digest, "now": now, "id": staff_id}))
