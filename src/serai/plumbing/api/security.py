"""Who may call an endpoint."""

from typing import Any, cast

from django.http import HttpRequest
from ninja.security import APIKeyHeader

from serai.plumbing.api.client_address import address_of
from serai.plumbing.api.language import negotiate
from serai.plumbing.api.rate_limit import shop_limit
from serai.plumbing.auth import Caller, NotAllowed, Unauthenticated, identify

SERAI_KEY, BEARER = "SeraiKey", "Bearer"
"""What the API's document calls the two headers."""


class KeyHeader(APIKeyHeader):
    """A check of the Serai-Key header and, where there is one, of the bearer token beside it."""

    param_name = "Serai-Key"

    def __init__(self, scope: str, *, needs_customer: bool = False) -> None:
        self.scope, self.needs_customer = scope, needs_customer
        super().__init__()

    @property
    def needs(self) -> list[dict[str, list[str]]]:
        """Return what a call must carry, as alternatives in the words of OpenAPI."""
        alone: dict[str, list[str]] = {SERAI_KEY: [self.scope]}
        with_token = alone | {BEARER: []}
        if self.needs_customer:
            return [with_token]
        return [alone, with_token] if self.scope == "shop" else [alone]

    def _get_key(self, request: HttpRequest) -> str:
        return request.headers.get(self.param_name, "")

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """
        Return the caller and remember it on the request.

        Raises:
            Unauthenticated: no valid key, or no customer where one is needed.
            NotAllowed: the key lacks the endpoint's scope.
            TooManyRequests: the key's limit for this address is used up.
        """
        caller = identify(
            key,
            request.headers.get("Authorization"),
            locale=negotiate(request.headers.get("Accept-Language", "")),
        )
        if self.scope not in caller.scopes:
            raise NotAllowed(self.scope)
        shop_limit(caller.key_id, address_of(request))
        if self.needs_customer and caller.customer_id is None:
            raise Unauthenticated("Log in first: this needs a shopper's token.")
        request.caller = caller  # type: ignore[attr-defined]
        return caller


shop_key = KeyHeader("shop")
shopper = KeyHeader("shop", needs_customer=True)


def staff(scope: str) -> KeyHeader:
    """Return the check that a key has `scope`, such as "orders:read"."""
    return KeyHeader(scope)


def caller_of(request: HttpRequest) -> Caller:
    """Return who makes the request; the endpoint must declare one of the checks above."""
    return cast("Caller", request.caller)  # type: ignore[attr-defined]
