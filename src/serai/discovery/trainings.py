"""What discovery learns, besides suggestions."""

from collections.abc import Iterator

from serai.plumbing.model_registry import Published, training


@training("discovery.meaning", "what kind of thing each product is, for search")
def train_meaning() -> Iterator[Published]:
    """Learn from the catalogue of each channel."""
    from serai.catalog.public import channels  # noqa: PLC0415 - found by commands before Django is ready
    from serai.discovery.usecases.training.publish_meaning import (  # noqa: PLC0415 - it loads SciPy
        publish_meaning,
    )
    from serai.kernel.clock import now  # noqa: PLC0415

    for channel in channels():
        if (published := publish_meaning(channel.code, now=now())) is not None:
            yield published
