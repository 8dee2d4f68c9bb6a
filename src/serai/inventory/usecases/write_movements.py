"""The statements by which balances change for any reason but an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS, StockEntry
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.queries.known_names import names_of
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, rows, unit_of_work


@dataclass(frozen=True, slots=True)
class Misfit:
    """
    A balance that cannot take a change: it would have `on_hand` units, of which `reserved` are promised.

    `sku` and `location` (its code) are empty when nobody knows them.
    """

    sku: str
    location: str
    variant_id: UUID
    location_id: UUID
    on_hand: int
    reserved: int


class StockMisfit(DomainError):
    """A change would leave fewer units than are promised, or impossibly many; nothing was written."""

    code = "inventory.stock_misfit"
    kind = Kind.CONFLICT

    def __init__(self, misfits: list[Misfit], count: int) -> None:
        self.misfits, self.count = misfits, count
        first = misfits[0]
        super().__init__(
            f"{self.count} changes do not fit; the first would leave {first.on_hand} units of"
            f" {first.sku or first.variant_id} at {first.location or first.location_id}, where"
            f" {first.reserved} are reserved and at most {MOST_UNITS:,} make sense."
        )


GIVEN = """SELECT * FROM unnest(
    %(variants)s::uuid[], %(locations)s::uuid[], %(quantities)s::int[], %(notes)s::text[],
    %(references)s::uuid[]) AS g (variant_id, location_id, quantity, note, reference)"""
"""Entries that come as parameters."""


def write_movements(
    entries: Sequence[StockEntry],
    *,
    reason: MovementReason,
    now: datetime,
    absolute: bool = False,
    references: Sequence[UUID | None] | None = None,
) -> int:
    """
    Change balances by (or, `absolute`, to) the quantities given, and write why. Two statements.

    Returns how many movements were written: entries that change nothing write none.

    Raises:
        StockMisfit: a balance would fall below what is reserved; nothing was written.
    """
    return change_balances(
        GIVEN,
        {
            "variants": [entry.variant_id for entry in entries],
            "locations": [entry.location_id for entry in entries],
            "quantities": [entry.quantity for entry in entries],
            "notes": [entry.note for entry in entries],
            "references": list(references or [None] * len(entries)),
            "reason": reason.value,
            "absolute": absolute,
            "now": now,
        },
    )


def change_balances(given: str, params: dict[str, Any]) -> int:
    """
    Change balances by what `given` selects: (variant_id, location_id, quantity, note, reference).

    The first statement makes the balances that are missing, because a row must be there to be locked. The
    second locks them in key order, decides on their newest values, and writes everything or nothing.
    """
    with unit_of_work():
        execute(_missing(given), params)
        found = rows(_change(given), params)
        if misfits := [facts for what, _, *facts in found if what == "misfit"]:
            raise StockMisfit(_named(misfits), len(misfits))
        tell_bands((channel, variant) for what, channel, variant, *_ in found if what == "band")
    return sum(count for what, _, _, _, count, _ in found if what == "moved")


def _named(misfits: list[list[Any]]) -> list[Misfit]:
    """Return the misfits in clear words; a refusal may spend two statements on them."""
    shown = misfits[:100]
    names = names_of([variant for variant, *_ in shown], [place for _, place, *_ in shown])
    named = [
        Misfit(names.get(variant, ""), names.get(place, ""), variant, place, *counts)
        for variant, place, *counts in shown
    ]
    return sorted(named, key=lambda misfit: (misfit.sku, misfit.location))


def _missing(given: str) -> str:
    return f"""
WITH given AS ({given})
INSERT INTO inventory_balance (variant_id, location_id)
SELECT DISTINCT variant_id, location_id FROM given ORDER BY variant_id, location_id
ON CONFLICT DO NOTHING"""  # noqa: S608 -- constants only


def _change(given: str) -> str:
    return f"""
WITH given AS MATERIALIZED ({given}
), net AS MATERIALIZED (
  SELECT variant_id, location_id, sum(quantity)::bigint AS quantity FROM given
  GROUP BY variant_id, location_id
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM net
), {LOCKED}, counted AS MATERIALIZED (
  SELECT locked.*, CASE WHEN net.quantity IS NULL THEN 0
    WHEN %(absolute)s::boolean THEN net.quantity - on_hand ELSE net.quantity END AS delta
  FROM locked LEFT JOIN net USING (variant_id, location_id)
), misfit AS MATERIALIZED (
  SELECT variant_id, location_id, on_hand + delta AS on_hand, reserved FROM counted
  WHERE delta <> 0 AND (on_hand + delta < reserved OR on_hand + delta > {MOST_UNITS})
), moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = counted.on_hand + delta, reserved = counted.reserved
  FROM counted WHERE b.id = counted.id AND delta <> 0 AND NOT EXISTS (SELECT FROM misfit)
), noted AS (
  INSERT INTO inventory_movement (balance_id, quantity, reason, reference, note, occurred_at)
  SELECT counted.id, CASE WHEN %(absolute)s::boolean THEN delta ELSE given.quantity END,
    %(reason)s, given.reference, given.note, %(now)s
  FROM given JOIN counted USING (variant_id, location_id)
  WHERE (delta <> 0 OR NOT %(absolute)s::boolean) AND NOT EXISTS (SELECT FROM misfit)
  RETURNING 1
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand + delta - reserved - buffer, 0) AS free_after
  FROM counted
), {BANDS}
SELECT 'misfit', NULL, variant_id, location_id, on_hand, reserved FROM misfit
UNION ALL SELECT 'band', channel_code, variant_id, NULL, 0, 0 FROM bands
  WHERE NOT EXISTS (SELECT FROM misfit)
UNION ALL SELECT 'moved', NULL, NULL, NULL, count(*), 0 FROM noted"""  # noqa: S608 -- constants only
