"""Register and log in, once for each Idempotency-Key."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from msgspec.structs import replace

from serai.customers.domain.login_code import keyed_digest
from serai.customers.queries.customer_view import customer
from serai.customers.usecases.register import Register, register
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.plumbing.idempotency import IdempotencyKey, answer_once


def open_account(command: Register, *, key: IdempotencyKey, now: datetime) -> LoggedIn:
    """
    Open an account and let its owner in; a repeated request finds the same account.

    Only the account's id is kept as the answer: tokens are never stored, so a repeated request gets a
    fresh one. The request holds a password, so its fingerprint is kept under our secret.

    Raises:
        KeyReused: the key came back with another request.
        EmailRefused, EmailTaken, PasswordRefused, TextRefused, LocaleRefused: as `register`.
    """
    fingerprint = keyed_digest(settings.SERAI_SECRET, "customers.request", key.fingerprint.hex())
    kept = answer_once(replace(key, fingerprint=fingerprint), lambda: register(command, now=now).id)
    account = customer(UUID(kept))
    return LoggedIn(account, start_session(account.id, now=now))
