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
