"""E-mail addresses where only a trace of them may be kept."""

from django.conf import settings

from serai.customers.domain.login_code import keyed_digest


def email_digest(email: str, *, door: str) -> bytes:
    """Return what stands for the normalised address at one door; useless without our secret."""
    return keyed_digest(settings.SERAI_SECRET, "customers.email", door, email)


def code_digest(digest: bytes, code: str) -> bytes:
    """Return what stands for a login code of the address whose digest is given."""
    return keyed_digest(settings.SERAI_SECRET, "customers.code", digest.hex(), code)
