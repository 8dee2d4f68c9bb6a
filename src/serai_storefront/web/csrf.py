"""
Signed double submit: a form carries a signature of the visit's cookie, which no other site can know.

The signature is salted anew for every form, so that compressed pages do not leak it.
"""

import hashlib
import hmac
import secrets


def new_visit_id() -> str:
    """Return a fresh opaque id for a visit's cookie."""
    return secrets.token_urlsafe(24)


def form_token(visit_id: str, secret: bytes) -> str:
    """Return what a form of this visit must carry."""
    salt = secrets.token_urlsafe(12)
    return f"{salt}.{_signature(visit_id, salt, secret)}"


def is_from_our_form(token: str, visit_id: str, secret: bytes) -> bool:
    """
    Return whether a form with this token was drawn for this visit.

    Example:
        >>> is_from_our_form(form_token("a", b"key"), "a", b"key")
        True
        >>> is_from_our_form(form_token("a", b"key"), "b", b"key")
        False
    """
    salt, _, signature = token.partition(".")
    return bool(visit_id and salt) and hmac.compare_digest(
        signature.encode(), _signature(visit_id, salt, secret).encode()
    )


def _signature(visit_id: str, salt: str, secret: bytes) -> str:
    return hmac.new(secret, f"form|{visit_id}|{salt}".encode(), hashlib.sha256).hexdigest()
