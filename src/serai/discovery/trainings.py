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


@training("discovery.next-basket", "what each customer's next basket holds")
def train_next_basket() -> Iterator[Published]:
    """Learn from the purchases of the first channel that shows anything: they are those of all channels."""
    from serai.catalog.public import channels  # noqa: PLC0415
    from serai.discovery.queries.shelves.document_rows import shows_anything  # noqa: PLC0415
    from serai.discovery.usecases.training.publish_next_basket import (  # noqa: PLC0415 - it loads XGBoost
        publish_next_basket,
    )
    from serai.kernel.clock import now  # noqa: PLC0415

    shown = next((each.code for each in channels() if shows_anything(each.code)), None)
    if shown is not None and (published := publish_next_basket(shown, now=now())) is not None:
        yield published


@training("discovery.synonyms", "what shoppers mean by words that find nothing")
def train_synonyms() -> Iterator[Published]:
    """Learn from the rewordings of each channel."""
    from serai.catalog.public import channels  # noqa: PLC0415 - found by commands before Django is ready
    from serai.discovery.usecases.training.publish_synonyms import (  # noqa: PLC0415
        publish_synonyms,
    )
    from serai.kernel.clock import now  # noqa: PLC0415

    for channel in channels():
        if (published := publish_synonyms(channel.code, now=now())) is not None:
            yield published
