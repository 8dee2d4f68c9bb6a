"""From headers to a caller; used by Django and by the read lane alike."""

from serai.kernel.clock import now
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import digest
from serai.plumbing.auth.api_keys import known_key
from serai.plumbing.auth.caller import Caller
from serai.plumbing.auth.shopper_tokens import PREFIX as SHOPPER_TOKEN
from serai.plumbing.auth.shopper_tokens import customer_of_token

CART_TOKEN = "src_"  # noqa: S105 - a prefix, not a secret
_LONGEST = 200


class Unauthenticated(DomainError):
    """No valid key or token came with the request."""

    code = "auth.unauthenticated"
    kind = Kind.UNAUTHENTICATED


class NotAllowed(DomainError):
    """The key is valid but may not do this."""

    code = "auth.not_allowed"
    kind = Kind.FORBIDDEN

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(f"This key lacks the scope {scope}.")


def identify(key: str | None, authorization: str | None, *, locale: str = "en") -> Caller:
    """
    Return who calls.

    Args:
        key: the Serai-Key header.
        authorization: the Authorization header: `Bearer` with a shopper's or a guest's token.
        locale: the language that the answer should use.

    Raises:
        Unauthenticated: the key or the token is missing where needed, unknown, revoked or expired.
    """
    known = known_key(key) if key and len(key) <= _LONGEST else None
    if known is None:
        raise Unauthenticated("The Serai-Key header is missing or its key is not valid.")
    if not authorization:
        return Caller(known.id, known.channel_code, known.scopes, locale=locale)
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.isascii() or len(token) > _LONGEST:
        raise Unauthenticated("The Authorization header must be 'Bearer' and a token.")
    hashed = digest(token)
    if token.startswith(CART_TOKEN):
        return Caller(
            known.id, known.channel_code, known.scopes, None, hashed, hashed, locale=locale
        )
    customer_id = customer_of_token(hashed, now()) if token.startswith(SHOPPER_TOKEN) else None
    if customer_id is None:
        raise Unauthenticated("The token is not valid or has expired; log in again.")
    return Caller(
        known.id, known.channel_code, known.scopes, customer_id, None, hashed, locale=locale
    )
