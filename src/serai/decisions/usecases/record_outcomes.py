"""Record what came of what was shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.decisions.domain.slot import OutcomeKind
from serai.decisions.domain.token import NOT_RANKED, BadToken, Token, TokenExpired, token_of
from serai.decisions.queries.keys import key_ring
from serai.decisions.queries.known_settings import slot_of_setting
from serai.plumbing.db import execute

LONGEST = timedelta(days=30)
"""No slot credits anything for longer."""


@dataclass(frozen=True, slots=True)
class Reported:
    """
    An outcome that somebody reports.

    Attributes:
        token: of the item that was shown.
        kind: what came of it.
        value: 1, or the total of an order's line in minor units.
        item: when the reporter knows it, what it happened to; a token of anything else is refused.
    """

    token: str
    kind: OutcomeKind
    value: float = 1.0
    item: str = ""


@dataclass(frozen=True)
class Recorded:
    """How many outcomes were new, how many known already, and how many had no good token."""

    recorded: int
    repeated: int
    refused: int


_INSERT = """
INSERT INTO decisions_outcome (
  decision_id, position, kind, value, setting_id, policy_id, arm_id, subject, holdout, item, propensity,
  shadow_position, shadow_propensity, shown_at, recorded_at)
SELECT *, %s FROM unnest(
  %s::uuid[], %s::smallint[], %s::text[], %s::float8[], %s::int[], %s::int[], %s::int[], %s::bigint[],
  %s::bool[], %s::text[], %s::float8[], %s::int[], %s::float8[], %s::timestamptz[])
ON CONFLICT (decision_id, position, kind) DO NOTHING"""


def record_outcome(
    token: str, kind: OutcomeKind, value: float = 1.0, *, item: str = "", now: datetime
) -> bool:
    """
    Record one outcome; return whether it was new. One statement; joins the caller's unit of work.

    Raises:
        BadToken: forged or garbled, or of another item.
        TokenExpired: shown longer ago than its slot credits anything.
    """
    reported = Reported(token, kind, value, item)
    return _insert([(reported, _verified(reported, now))], now) == 1


def record_outcomes(reported: Sequence[Reported], *, now: datetime) -> Recorded:
    """
    Record many outcomes; those without a good token are counted and left out. One statement at most.

    A token and a kind count once, whoever reports them and however often.
    """
    good: dict[tuple[object, ...], tuple[Reported, Token]] = {}
    refused = 0
    for one in reported:
        try:
            token = _verified(one, now)
        except (BadToken, TokenExpired):
            refused += 1
        else:
            good.setdefault((token.shown.decision_id, token.item.position, one.kind), (one, token))
    recorded = _insert(good.values(), now) if good else 0
    return Recorded(recorded, len(reported) - refused - recorded, refused)


def _verified(reported: Reported, now: datetime) -> Token:
    token = token_of(reported.token, ring=key_ring(), now=now, lasts=LONGEST)
    slot = slot_of_setting(token.shown.setting_id)
    if slot is None or (reported.item and reported.item != token.item.item):
        raise BadToken
    if now - token.shown.decided_at > slot.attribution:
        raise TokenExpired
    return token


def _insert(outcomes: Iterable[tuple[Reported, Token]], now: datetime) -> int:
    rows = [_row(reported, token) for reported, token in outcomes]
    return execute(_INSERT, [now, *map(list, zip(*rows, strict=True))])


def _row(reported: Reported, token: Token) -> tuple[object, ...]:
    shown, item = token.shown, token.item
    ranked = shown.shadow and item.shadow_position != NOT_RANKED
    return (
        shown.decision_id,
        item.position,
        reported.kind.value,
        reported.value,
        shown.setting_id,
        shown.policy_id,
        shown.arm_id,
        shown.subject,
        shown.holdout,
        item.item,
        item.propensity,
        item.shadow_position if ranked else None,
        item.shadow_propensity if shown.shadow else None,
        shown.decided_at,
    )
