"""
Tokens: what was shown, where, by whom and with which chance, in a hundred signed characters.

A token is a fixed head, the item, and a MAC (HMAC-SHA-256, cut to 16 bytes), in base64url::

    key 1 | decision 16 | setting 4 | policy 4 | arm 4 | flags 1 | subject 8
    position 2 | propensity 4 | shadow position 2 | shadow propensity 4 | item 0-64 | MAC 16

The decision is a UUIDv7, so that the instant is in it. A token and an outcome's kind are counted once.
"""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import Struct
from uuid import UUID

import msgspec

from serai.decisions.domain.key_ring import KeyRing
from serai.kernel.errors import DomainError, Kind

_HEAD = Struct(">B16siiiBq")
_ITEM = Struct(">HfHf")
_MAC = 16
LONGEST_ITEM = 64
LONGEST_TOKEN = 4 * ((_HEAD.size + _ITEM.size + LONGEST_ITEM + _MAC + 2) // 3)
NOT_RANKED = 0xFFFF
"""The shadow position of what the shadow would not have shown, or where there is no shadow."""
_TEXT = re.compile(rf"[A-Za-z0-9_-]{{60,{LONGEST_TOKEN}}}")
_HOLDOUT, _SHADOW, _UUID_ITEM = 1, 2, 4
_AHEAD = timedelta(minutes=5)


class BadToken(DomainError):
    """The token is not one of ours, or not as we gave it."""

    code = "decisions.bad_token"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("This is not a token that the shop gave.")


class TokenExpired(DomainError):
    """The token is from so long ago that nothing is credited to it any more."""

    code = "decisions.token_expired"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("This token is too old.")


class Shown(msgspec.Struct, frozen=True):
    """
    What all items of one decision share.

    Attributes:
        decision_id: a UUIDv7 of the instant at which it was decided.
        setting_id: the slot in its channel.
        policy_id: the version of the policy; 0 for the order as it came.
        arm_id: the experiment's arm; 0 without.
        subject: the subject's pseudonym.
        holdout: whether the subject is kept from what is on.
        shadow: whether a policy decided beside.
    """

    decision_id: UUID
    setting_id: int
    policy_id: int
    arm_id: int
    subject: int
    holdout: bool
    shadow: bool

    @property
    def decided_at(self) -> datetime:
        """Return the instant in the id, to the millisecond."""
        return datetime.fromtimestamp((self.decision_id.int >> 80) / 1000, UTC)


class ShownItem(msgspec.Struct, frozen=True, gc=False):
    """
    One item at its position.

    Attributes:
        item: a UUID, or any text of at most 64 bytes; a verified token says it as text.
        position: 0 is first.
        propensity: the chance that this item would have stood first under what was shown.
        shadow_position: where the shadow would have put it, `NOT_RANKED` for nowhere.
        shadow_propensity: its chance to be first under the shadow.
    """

    item: UUID | str
    position: int
    propensity: float
    shadow_position: int = NOT_RANKED
    shadow_propensity: float = 0.0


class Token(msgspec.Struct, frozen=True):
    """A token that was verified."""

    shown: Shown
    item: ShownItem


def tokens_of(
    shown: Shown, items: Iterable[ShownItem], *, ring: KeyRing, now: datetime
) -> list[str]:
    """Return a signed token for each item; about two microseconds each."""
    number = ring.number_at(now)
    key = ring.key(number)
    flags = _HOLDOUT * shown.holdout | _SHADOW * shown.shadow
    common = (
        number,
        shown.decision_id.bytes,
        shown.setting_id,
        shown.policy_id,
        shown.arm_id,
    )
    heads = {
        is_uuid: _HEAD.pack(*common, flags | is_uuid, shown.subject) for is_uuid in (0, _UUID_ITEM)
    }
    signed = []
    for one in items:
        is_uuid, item = _packed(one.item)
        numbers = _ITEM.pack(
            one.position, one.propensity, one.shadow_position, one.shadow_propensity
        )
        body = heads[is_uuid] + numbers + item
        mac = hmac.digest(key, body, sha256)[:_MAC]
        signed.append(urlsafe_b64encode(body + mac).rstrip(b"=").decode())
    return signed


def token_of(text: str, *, ring: KeyRing, now: datetime, lasts: timedelta) -> Token:
    """
    Return what a token says, after its signature was compared in constant time.

    Args:
        text: the token.
        ring: the keys.
        now: the present instant.
        lasts: how old it may be.

    Raises:
        BadToken: garbled, forged, or signed with a key that is not used any more.
        TokenExpired: older than `lasts`.
    """
    raw = _decoded(text)
    body, mac = raw[:-_MAC], raw[-_MAC:]
    number = body[0]
    usable = {ring.number_at(now), ring.number_at(now - lasts), ring.number_at(now + _AHEAD)}
    expected = hmac.digest(ring.key(number), body, sha256)[:_MAC]
    if not hmac.compare_digest(mac, expected) or number not in usable:
        raise BadToken
    _, decision, setting_id, policy_id, arm_id, flags, subject = _HEAD.unpack_from(body)
    position, propensity, shadow_position, shadow_propensity = _ITEM.unpack_from(body, _HEAD.size)
    packed = body[_HEAD.size + _ITEM.size :]
    item = str(UUID(bytes=packed)) if flags & _UUID_ITEM else packed.decode()
    shown = Shown(
        decision_id=UUID(bytes=decision),
        setting_id=setting_id,
        policy_id=policy_id,
        arm_id=arm_id,
        subject=subject,
        holdout=bool(flags & _HOLDOUT),
        shadow=bool(flags & _SHADOW),
    )
    if not now - lasts <= shown.decided_at <= now + _AHEAD:
        raise TokenExpired
    return Token(shown, ShownItem(item, position, propensity, shadow_position, shadow_propensity))


def _packed(item: UUID | str) -> tuple[int, bytes]:
    if isinstance(item, UUID):
        return _UUID_ITEM, item.bytes
    packed = item.encode()
    if len(packed) > LONGEST_ITEM:
        raise ValueError(f"An item's name has at most {LONGEST_ITEM} bytes: {item!r}.")
    return 0, packed


def _decoded(text: str) -> bytes:
    if not _TEXT.fullmatch(text):
        raise BadToken
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise BadToken from None
    if (
        len(raw) < _HEAD.size + _ITEM.size + _MAC
        or urlsafe_b64encode(raw).rstrip(b"=").decode() != text
    ):
        raise BadToken
    return raw
