"""The Idempotency-Key header."""

import re

from django.http import HttpRequest

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.api.client_address import address_of
from serai.plumbing.api.security import caller_of
from serai.plumbing.idempotency import IdempotencyKey

_PUBLISHABLE = frozenset({"shop"})
_USABLE = re.compile(r"[!-~]([ -~]{0,198}[!-~])?")


class IdempotencyKeyMissing(DomainError):
    """A request that changes state came without a usable key."""

    code = "idempotency.key_missing"
    kind = Kind.MALFORMED

    def __init__(self) -> None:
        super().__init__(
            "Send an Idempotency-Key header: any unique text of 1 to 200 visible ASCII characters."
        )


def idempotency_key(request: HttpRequest, operation: str) -> IdempotencyKey:
    """
    Return the key of this request, scoped by caller and operation; the path counts as part of the body.

    A publishable key is everybody's: who has no token beside it is told from others by their address, so
    that nobody who guesses the key of a request that began a cart is told that cart and its token.

    Raises:
        IdempotencyKeyMissing: no header, or not usable.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not _USABLE.fullmatch(key):
        raise IdempotencyKeyMissing
    caller = caller_of(request)
    scope = f"{operation}:{caller.name}"
    if caller.bearer_hash is None and caller.scopes == _PUBLISHABLE:
        scope += f":{address_of(request)}"
    return IdempotencyKey.of(
        scope=scope, key=key, body=request.path.encode() + b"\n" + request.body
    )
