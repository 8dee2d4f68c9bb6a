"""Write down what is expected of every customer who allows it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.customers.domain.predicting.rfm_group import rfm_group
from serai.customers.models.kept_lines import load_churn, load_outlook
from serai.customers.queries.consent_view import customers_allowing
from serai.customers.queries.predicting.purchase_days import PurchaseDays, day_of
from serai.customers.usecases.predicting.learn import CHURN, OUTLOOK
from serai.kernel.currencies import exponent_of
from serai.plumbing.db import copy_into, execute, unit_of_work
from serai.plumbing.model_registry import in_use
from serai_science.buying.describe import FEATURES, describe, matrix
from serai_science.churn import Churn
from serai_science.groups.fifths import fifths
from serai_science.groups.k_means import k_means
from serai_science.lifetime.bg_nbd import TooFewPurchases, fit_bg_nbd
from serai_science.lifetime.outlook import Outlook
from serai_science.lifetime.summary import summarise
from serai_science.linear.reasons import strongest
from serai_science.linear.scale import Scale

Numbers = NDArray[np.float64]
_GROUPS, _SEED = 6, 20_261_122
_COLUMNS = (
    "customer_id", "currency", "ahead_days", "days_low", "days", "days_high", "spend_low_minor", "spend_minor",
    "spend_high_minor", "churn", "alive", "last_on", "usual_gap", "recency", "frequency", "money", "rfm_group",
    "learnt_group", "reasons", "seen_until", "made_at",
)  # fmt: skip
_SAYS_HOW_MUCH = ("days_92", "mean_spend", "since", "gap_middle", "spend_92", "discount_92")


def predict_customers(history: PurchaseDays, *, now: datetime) -> int:
    """
    Replace every prediction by what the models in use say now; return how many there are.

    Everybody is described, for fifths and groups are of all; written are only customers whose newest answer allows
    `profiling`. Without a model of the outlook nothing is predicted.
    """
    kept, kept_churn = in_use(OUTLOOK), in_use(CHURN)
    if kept is None:
        return 0
    known = describe(history.days, now=history.now, start=history.start)
    ids = [UUID(history.customers[place]) for place in known["customer"].to_list()]
    churn = None if kept_churn is None else load_churn(kept_churn.folder)
    predicted = _rows(history, known, load_outlook(kept.folder), churn)
    with unit_of_work():
        allowing = set(customers_allowing("profiling", ids))
        execute("DELETE FROM customers_prediction")
        return copy_into(
            "customers_prediction",
            _COLUMNS,
            (
                (customer, *row, history.seen_until, now)
                for customer, row in zip(ids, predicted, strict=True)
                if customer in allowing
            ),
        )


def _rows(
    history: PurchaseDays, known: pl.DataFrame, outlook: Outlook, churn: Churn | None
) -> Iterator[tuple[Any, ...]]:
    features = matrix(known)
    days, spend = outlook.days.predict(features), outlook.spend.predict(features)
    minor = 10 ** exponent_of(history.currency)
    chance = None if churn is None else churn.line.chance(features)
    alive = _alive(history)
    reasons = _reasons(features, outlook, churn)
    since, gap = known["since"].to_numpy(), known["gap_middle"].to_numpy()
    recency, frequency, money = (
        fifths(values)
        for values in (-since, known["days"].to_numpy(), known["spend_rate"].to_numpy())
    )
    learnt = _learnt_groups(known)
    often = known["days"].to_numpy() > 1
    for row in range(len(known)):
        yield (
            history.currency,
            outlook.ahead,
            *(round(Decimal(float(each[row])), 1) for each in (days.low, days.middle, days.high)),
            *(round(float(each[row]) * minor) for each in (spend.low, spend.middle, spend.high)),
            None if chance is None else round(Decimal(float(chance[row])), 4),
            None if alive is None else round(Decimal(float(alive[row])), 4),
            day_of(history.now - int(since[row])),
            round(Decimal(float(gap[row])), 1) if often[row] else None,
            int(recency[row]),
            int(frequency[row]),
            int(money[row]),
            rfm_group(int(recency[row]), int(frequency[row]), int(money[row])),
            learnt[row],
            msgspec.json.encode(reasons[row]).decode(),
        )


def _alive(history: PurchaseDays) -> Numbers | None:
    """Return the chance that each is still a customer, in the order of `describe`; `None` where nobody came twice."""
    days = history.days
    known = summarise(days["customer"], days["day"], days["amount"], until=history.now - 1)
    try:
        return fit_bg_nbd(known).alive(known)
    except TooFewPurchases:
        return None


def _reasons(
    features: Numbers, outlook: Outlook, churn: Churn | None
) -> list[dict[str, list[tuple[str, float, bool]]]]:
    lines = {"spend": outlook.spend.middle.parts(features)}
    if churn is not None:
        lines["churn"] = churn.line.parts(features)
    chosen = {name: strongest(parts) for name, parts in lines.items()}
    return [
        {
            name: [
                (
                    FEATURES[column],
                    round(float(features[row, column]), 4),
                    bool(parts[row, column] > 0),
                )
                for column in chosen[name][row]
            ]
            for name, parts in lines.items()
        }
        for row in range(len(features))
    ]


def _learnt_groups(known: pl.DataFrame) -> list[str]:
    """Return a letter for each: A is the group that came most often in the last quarter."""
    features = known.select(_SAYS_HOW_MUCH).to_numpy()
    scaled = Scale.of(features, logs=True).apply(features)
    groups = k_means(scaled, groups=_GROUPS, by=0, rng=np.random.default_rng(_SEED))
    return ["ABCDEF"[each] for each in groups.nearest(scaled)]
