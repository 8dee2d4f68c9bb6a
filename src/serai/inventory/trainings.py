"""What inventory learns."""

from collections.abc import Iterator

from serai.plumbing.model_registry import Published, training


@training("inventory.forecast", "what will be sold of each article, where and when")
def train_forecast() -> Iterator[Published]:
    """Learn from the facts of all sales."""
    from serai.inventory.usecases.demand.learn_demand import (  # noqa: PLC0415 - it loads Polars and XGBoost
        learn_demand,
    )
    from serai.kernel.clock import now  # noqa: PLC0415 - found by commands before Django is ready

    if (published := learn_demand(now=now())) is not None:
        yield published
