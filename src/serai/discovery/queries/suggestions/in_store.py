"""What is bought in the reader's store these weeks, at this time of day."""

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.training import Training
from serai.discovery.queries.suggestions.because import Because
from serai.discovery.queries.suggestions.found import Context, Found, Subject, sellable

MORE = 1.1
"""How many times as much as elsewhere and at other times is worth telling."""


def in_store(subject: Subject, context: Context) -> Found:
    """
    Return what the shoppers of a store buy most of all that they buy more than others do, or more at this time.

    The store is the one that the reader chose, or else the one in which the customer buys most.
    """
    training = context.snapshot.training
    row = _store(subject, training)
    if row < 0:
        return Found()
    listed = training.in_store[row]
    listed = listed[listed >= 0]
    here = training.in_store_lift[row][: listed.size]
    now = _lifts_now(training, context.part, listed)
    rate = training.in_store_rate[row][: listed.size] * now
    kept = np.flatnonzero(here * now >= MORE)
    best = kept[np.argsort(-rate[kept], kind="stable")]
    why = np.where(here[best] >= now[best], "of_store", "of_hour").tolist()
    found, places, because = sellable(
        context.snapshot, training.product[listed[best]], lambda place: Because(why[place])
    )
    return Found(found, rate[best][places].astype(np.float64), because)


def _store(subject: Subject, training: Training) -> int:
    if subject.store:
        return training.store_row(subject.store)
    return training.store_of(subject.customer_id.bytes) if subject.customer_id else -1


def _lifts_now(
    training: Training, part: int | None, listed: NDArray[np.int32]
) -> NDArray[np.float32]:
    if part is None or part >= training.by_part.shape[0]:
        return np.ones(listed.size, np.float32)
    lifts: NDArray[np.float32] = training.by_part[part][listed]
    return lifts
