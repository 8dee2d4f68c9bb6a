"""The keys of this installation."""

from functools import lru_cache

from django.conf import settings

from serai.decisions.domain.key_ring import KeyRing
from serai.decisions.domain.subject import Subject, subject_number


def key_ring() -> KeyRing:
    """Return the keys derived from the installation's secret."""
    return _ring(settings.SERAI_SECRET)


def pseudonym(subject: Subject) -> int:
    """Return the number under which a subject is known here."""
    return subject_number(subject, key=_subject_key(settings.SERAI_SECRET))


@lru_cache(maxsize=4)
def _ring(secret: bytes) -> KeyRing:
    return KeyRing(secret)


@lru_cache(maxsize=4)
def _subject_key(secret: bytes) -> bytes:
    return KeyRing(secret).subject_key()
