"""Turn a chosen password into what is kept of it."""

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from serai.customers.domain.password import refuse_weak_password
from serai.customers.domain.password_hash import password_hash


def hash_of_chosen(password: str, *, email: str, name: str = "") -> str:
    """
    Return the hash of a password that its owner has just chosen.

    Raises:
        PasswordRefused: too easy to guess.
    """
    refuse_weak_password(password, email=email, name=name, is_common=_is_common)
    return password_hash(password)


def _is_common(password: str) -> bool:
    return password.lower().strip() in _common_passwords()


@cache
def _common_passwords() -> frozenset[str]:
    """The 20,000 passwords that Django's authors collected from leaks."""
    return frozenset(CommonPasswordValidator().passwords)
