"""Log in with a passkey: no e-mail address, no password."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.options import request_options
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.passkeys.challenges import answered_challenge, fresh_challenge
from serai.customers.usecases.passkeys.our_party import our_party
from serai.customers.usecases.passkeys.use_passkey import use_passkey
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.plumbing.db import unit_of_work


def begin_passkey_login(*, now: datetime) -> dict[str, Any]:
    """
    Return what a page hands to `navigator.credentials.get`; no statement.

    It names nobody: the reader picks a passkey of this shop, which knows whose it is.
    """
    return request_options(our_party(), fresh_challenge(Ceremony.LOG_IN, about="", now=now))


@unit_of_work()
def log_in_with_passkey(credential: Mapping[str, Any], *, now: datetime) -> LoggedIn:
    """
    Return a shopper token for a right signature.

    Raises:
        PasskeyRefused: unknown, wrong, or a copy.
        ChallengeRefused: it took too long, or was sent twice.
    """
    challenge = answered_challenge(credential, Ceremony.LOG_IN, about="", now=now)
    account = use_passkey(credential, challenge, now=now)
    account.last_login_at = now
    Customer.objects.filter(pk=account.pk).update(last_login_at=now)
    token = start_session(account.pk, now=now)
    return LoggedIn(CustomerView.of(account), token)
