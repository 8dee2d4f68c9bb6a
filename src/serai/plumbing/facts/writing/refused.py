"""Rows of shoppers who do not allow to be counted lose whatever names them."""

from uuid import UUID

import polars as pl

from serai.plumbing.facts.consent import AnalyticsConsent
from serai.plumbing.facts.registry import FactTable

Frames = dict[str, tuple[FactTable, pl.DataFrame]]
_WHO = "customer_id"


def without_refused(frames: Frames, consent: AnalyticsConsent) -> Frames:
    """
    Return the frames; clicks of customers who have not allowed it name nobody any more.

    The shop front says what the browser has agreed to, the account says what the customer has: both must
    allow it. Business events are kept as they are: the contract is their ground, not a consent.
    """
    clicks = {name: each for name, each in frames.items() if each[0].source == "clickstream"}
    named = {
        customer_id
        for _, frame in clicks.values()
        if _WHO in frame.columns
        for customer_id in frame[_WHO].drop_nulls().unique()
    }
    if not named:
        return frames
    allowing = consent.allowing(UUID(customer_id) for customer_id in named)
    refused = pl.Series(sorted(named - {str(each) for each in allowing}), dtype=pl.String)
    return frames | {
        name: (table, unnamed(frame, table.personal, pl.col(_WHO).is_in(refused.implode())))
        for name, (table, frame) in clicks.items()
        if _WHO in frame.columns
    }


def unnamed(frame: pl.DataFrame, personal: tuple[str, ...], whose: pl.Expr) -> pl.DataFrame:
    """Return the frame with the personal columns of some rows emptied; the rows themselves stay."""
    there = [name for name in personal if name in frame.columns]
    mine = whose.fill_null(value=False)
    return frame.with_columns(
        pl.when(mine).then(None).otherwise(pl.col(name)).alias(name) for name in there
    )
