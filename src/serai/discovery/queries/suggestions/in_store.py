"""What is bought in the reader's store these weeks, at this time of day, in today's weather."""

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.training import Training
from serai.discovery.queries.suggestions.because import Because
from serai.discovery.queries.suggestions.found import Context, Found, Subject, sellable

MORE = 1.1
"""How many times as much as elsewhere and at other times is worth telling."""
_WHY = np.array(["of_store", "of_hour", "of_weather"])


def in_store(subject: Subject, context: Context) -> Found:
    """
    Return what the shoppers of a store buy most of all that they buy more than others do, or more now.

    Now is this time of day, and the kind of weather that is told of the store for today.

    The store is the one that the reader chose, or else the one in which the customer buys most.
    """
    training = context.snapshot.training
    row = _store(subject, training)
    if row < 0:
        return Found()
    listed = training.in_store[row]
    listed = listed[listed >= 0]
    here = training.in_store_lift[row][: listed.size]
    hour = _lifts(training.by_part, context.moment.part, listed)
    weather = _lifts(training.by_weather, training.weather_of(row, context.moment.day), listed)
    rate = training.in_store_rate[row][: listed.size] * hour * weather
    kept = np.flatnonzero(here * hour * weather >= MORE)
    best = kept[np.argsort(-rate[kept], kind="stable")]
    why = _WHY[np.argmax([here[best], hour[best], weather[best]], axis=0)].tolist()
    found, places, because = sellable(
        context.snapshot, training.product[listed[best]], lambda place: Because(why[place])
    )
    return Found(found, rate[best][places].astype(np.float64), because)


def _store(subject: Subject, training: Training) -> int:
    if subject.store:
        return training.store_row(subject.store)
    return training.store_of(subject.customer_id.bytes) if subject.customer_id else -1


def _lifts(
    table: NDArray[np.float32], row: int | None, listed: NDArray[np.int32]
) -> NDArray[np.float32]:
    if row is None or row >= table.shape[0]:
        return np.ones(listed.size, np.float32)
    lifts: NDArray[np.float32] = table[row][listed]
    return lifts
