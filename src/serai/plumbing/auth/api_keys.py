"""API keys: made once, shown once, kept as digests, looked up from a short cache."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.kernel.clock import now
from serai.kernel.ids import digest, new_secret, uuid7
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import forget_with_work
from serai.plumbing.models import ApiKey

PUBLISHABLE, SECRET = "pk_", "sk_"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """What a valid key allows."""

    id: UUID
    channel_code: str
    scopes: frozenset[str]


_known: ShortCache[bytes, KnownKey | None] = ShortCache(seconds=5)


def issue_api_key(label: str, scopes: Iterable[str], channel_code: str) -> str:
    """
    Make a key and return it: the only time that it can be read.

    Args:
        label: what people call the program.
        scopes: what it may do; `shop` alone makes a publishable key, which browsers may carry.
        channel_code: the channel that it acts for.
    """
    wanted = sorted(set(scopes))
    key = new_secret(PUBLISHABLE if wanted == ["shop"] else SECRET)
    ensure_api_key(key, label, wanted, channel_code)
    return key


def ensure_api_key(key: str, label: str, scopes: Iterable[str], channel_code: str) -> None:
    """Let `key`, chosen by the caller, be valid: for demonstrations and tests."""
    ApiKey.objects.get_or_create(
        digest=digest(key),
        defaults={
            "id": uuid7(),
            "label": label,
            "hint": key[:8],
            "scopes": sorted(set(scopes)),
            "channel_code": channel_code,
            "created_at": now(),
        },
    )
    forget_with_work(_known.forget)


def revoke_api_key(key_id: UUID) -> None:
    """Stop a key from working: here at once, in other processes within five seconds."""
    ApiKey.objects.filter(pk=key_id, revoked_at=None).update(revoked_at=now())
    forget_with_work(_known.forget)


def known_key(key: str) -> KnownKey | None:
    """Return what `key` allows, or `None` when it is unknown or revoked. At most five seconds old."""
    hashed = digest(key)
    return _known.get(hashed, lambda: _look_up(hashed))


def _look_up(hashed: bytes) -> KnownKey | None:
    found = ApiKey.objects.filter(digest=hashed, revoked_at=None).first()
    return KnownKey(found.pk, found.channel_code, frozenset(found.scopes)) if found else None
