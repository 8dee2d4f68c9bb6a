"""Learn what kind of thing each product of a channel is, and put it to use if it is good enough."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from serai.catalog.public import channel
from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.models.files.meaning_files import save_meaning
from serai.discovery.queries.shelves.document_rows import shown_documents
from serai.discovery.queries.shelves.meanings import model_of
from serai.discovery.usecases.training.learn_meaning import DIMENSIONS, rows_of_kinds
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai_science.search.kinds import same_kind_nearby
from serai_science.search.latent import latent, of_length_one

_FEWEST = 50
_HELD_OUT, _MOST_HELD_OUT, _NEAREST, _SEED = 10, 1000, 10, 7


def publish_meaning(channel_code: str, *, now: datetime) -> Published | None:
    """
    Learn a direction for every product that a channel shows; `None` when they are too few, or not sorted into kinds.

    It is measured on every tenth product, of which neither the category nor anything else was learnt from: how
    many of the ten that point most alike are of its category.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    documents = [each for each in shown_documents(channel_code) if each.facts is not None]
    category = _categories(documents)
    if np.count_nonzero(category >= 0) < _FEWEST:
        return None
    analyser = analyser_of(channel(channel_code).locale)
    words = rows_of_kinds(documents, analyser, categories=False)
    held = np.flatnonzero((np.arange(len(documents)) % _HELD_OUT == 0) & (category >= 0))
    held = held[:_MOST_HELD_OUT]
    others = np.setdiff1d(np.flatnonzero(category >= 0), held)
    space = latent(words[others], dimensions=DIMENSIONS, seed=_SEED)
    reached = same_kind_nearby(
        of_length_one(words[held] @ space.directions),
        category[held],
        space.rows,
        category[others],
        nearest=_NEAREST,
    )
    whole = latent(
        rows_of_kinds(documents, analyser, categories=True), dimensions=DIMENSIONS, seed=_SEED
    )
    ids: Ids = np.array([each.product_id.bytes for each in documents], "S16")

    def write(folder: Path) -> None:
        save_meaning(folder, ids, whole.rows)

    return publish(
        model_of(channel_code),
        Card(
            protocol=(
                "Every tenth product is held out; of the ten other products that point most like it, how many "
                "are of its category."
            ),
            figure=Figure(
                name="same category among ten",
                value=reached,
                baseline=_by_chance(category[held], category[others]),
                baseline_is="any ten products",
            ),
            rows=len(documents),
            settings={"dimensions": whole.rows.shape[1]},
        ),
        write,
        now=now,
    )


def _categories(documents: Sequence[Document]) -> NDArray[np.int64]:
    """Return a number for each document's category, -1 for none."""
    codes: dict[str, int] = {}
    return np.array(
        [
            codes.setdefault(each.facts.category, len(codes))
            if each.facts and each.facts.category
            else -1
            for each in documents
        ],
        np.int64,
    )


def _by_chance(held: NDArray[np.int64], others: NDArray[np.int64]) -> float:
    shares = np.bincount(others, minlength=int(held.max(initial=0)) + 1) / max(1, others.size)
    return float(shares[held].mean()) if held.size else 0.0
