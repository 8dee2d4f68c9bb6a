"""What marketing learns."""

from collections.abc import Iterator

from serai.plumbing.model_registry import Published, training


@training("marketing.offers", "what offers do, from the shop's own runs")
def train_offer_effects() -> Iterator[Published]:
    """Read the runs, then learn from those that are over."""
    from serai.kernel.clock import now  # noqa: PLC0415 - found by commands before Django is ready
    from serai.marketing.usecases.learn_effects import learn_effects  # noqa: PLC0415 - as above
    from serai.marketing.usecases.read_runs import read_runs  # noqa: PLC0415 - it loads DuckDB

    at = now()
    read_runs(now=at)
    if (published := learn_effects(now=at)) is not None:
        yield published


@training("marketing.categories", "from which categories customers will buy, for offers about them")
def train_categories() -> Iterator[Published]:
    """Learn from the facts, then write the chances of everybody who allows it."""
    from serai.kernel.clock import now  # noqa: PLC0415 - found by commands before Django is ready
    from serai.marketing.queries.category_days import category_days  # noqa: PLC0415 - it loads DuckDB
    from serai.marketing.usecases.learn_categories import learn_categories  # noqa: PLC0415 - Polars and SciPy

    history = category_days()
    if history is not None and (published := learn_categories(history, now=now())) is not None:
        yield published
