"""Who calls: programs by API key, shoppers and guests by opaque tokens. Only digests are kept."""

from serai.plumbing.auth.api_keys import ensure_api_key, issue_api_key, revoke_api_key
from serai.plumbing.auth.caller import Caller
from serai.plumbing.auth.identify import (
    CART_TOKEN,
    NotAllowed,
    Unauthenticated,
    identify,
)
from serai.plumbing.auth.shopper_tokens import PREFIX as SHOPPER_TOKEN
from serai.plumbing.auth.shopper_tokens import (
    issue_shopper_token,
    revoke_all_of,
    revoke_shopper_token,
)

__all__ = [
    "CART_TOKEN",
    "SHOPPER_TOKEN",
    "Caller",
    "NotAllowed",
    "Unauthenticated",
    "ensure_api_key",
    "identify",
    "issue_api_key",
    "issue_shopper_token",
    "revoke_all_of",
    "revoke_api_key",
    "revoke_shopper_token",
]
