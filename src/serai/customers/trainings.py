"""What is learned of customers."""

from collections.abc import Iterator

from serai.kernel.clock import now
from serai.plumbing.model_registry import Published, training


@training("customers.outlook", "what customers will buy, who is leaving")
def train_outlook() -> Iterator[Published]:
    """Learn from the facts, then predict everybody who allows it."""
    from serai.customers.queries.predicting.purchase_days import purchase_days  # noqa: PLC0415 - Polars and SciPy
    from serai.customers.usecases.predicting.learn import learn  # noqa: PLC0415 - Polars and SciPy
    from serai.customers.usecases.predicting.predict_customers import predict_customers  # noqa: PLC0415 - Polars and SciPy

    history = purchase_days()
    if history is None:
        return
    at = now()
    yield from learn(history, now=at)
    predict_customers(history, now=at)
