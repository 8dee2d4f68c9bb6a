"""Learn what kind of thing each product of a channel is, and put it to use if it is good enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from serai.catalog.public import channel
from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document, Facts
from serai.discovery.models.files.meaning_files import save_meaning
from serai.discovery.ports import Encoder, Encoders, EncoderUnavailable
from serai.discovery.queries.shelves.document_rows import shown_documents
from serai.discovery.queries.shelves.meanings import model_of
from serai.discovery.usecases.training.learn_meaning import product_text
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai.plumbing.wiring import bound
from serai_science.search.kinds import same_kind_nearby

_FEWEST = 50
_HELD_OUT, _MOST_HELD_OUT, _NEAREST = 10, 1000, 10
_log = structlog.get_logger("serai.discovery")


def publish_meaning(channel_code: str, *, now: datetime) -> Published | None:
    """
    Learn a direction for every product that a channel shows; `None` when they are too few, or not sorted into kinds.

    Each encoder is measured on every tenth product, of which neither the category nor, where it learns,
    anything else was learnt from: how many of the ten that point most alike are of its category. The best
    one is used; one outside that does not answer is left out.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    documents = [each for each in shown_documents(channel_code) if each.facts is not None]
    category = _categories(documents)
    if np.count_nonzero(category >= 0) < _FEWEST:
        return None
    held = np.flatnonzero((np.arange(len(documents)) % _HELD_OUT == 0) & (category >= 0))
    split = _Split(category, held[:_MOST_HELD_OUT])
    facts = [each.facts for each in documents if each.facts is not None]
    locale = channel(channel_code).locale
    tried = [
        tried
        for encoder in bound(Encoders).known
        if (tried := _tried(encoder, facts, locale, split)) is not None
    ]
    best = max(tried, key=lambda each: each.reached)
    ids: Ids = np.array([each.product_id.bytes for each in documents], "S16")

    def write(folder: Path) -> None:
        save_meaning(folder, ids, best.rows)

    return publish(
        model_of(channel_code),
        Card(
            protocol=(
                "Every tenth product is held out; of the ten other products that point most like it, how many "
                "are of its category."
            ),
            figure=Figure(
                name="same category among ten",
                value=best.reached,
                baseline=_by_chance(category[split.held], category[split.others]),
                baseline_is="any ten products",
            ),
            others=tuple(
                Figure(
                    name="same category among ten, encoder {encoder}",
                    value=each.reached,
                    facts={"encoder": each.name},
                )
                for each in tried
                if each is not best
            ),
            rows=len(documents),
            settings={"encoder": best.name, "dimensions": best.rows.shape[1]},
        ),
        write,
        now=now,
    )


class _Split:
    """Which products are held out, and which others are compared with them."""

    def __init__(self, category: NDArray[np.int64], held: NDArray[np.int64]) -> None:
        self.category, self.held = category, held
        self.others = np.setdiff1d(np.flatnonzero(category >= 0), held)

    def reached(self, held: NDArray[np.float32], others: NDArray[np.float32]) -> float:
        """Return how many of the ten nearest are of one category with each that is held out."""
        kinds = self.category
        return same_kind_nearby(
            held, kinds[self.held], others, kinds[self.others], nearest=_NEAREST
        )


@dataclass(frozen=True, slots=True)
class _Tried:
    name: str
    reached: float
    rows: NDArray[np.float32]


def _tried(encoder: Encoder, facts: Sequence[Facts], locale: str, split: _Split) -> _Tried | None:
    """Return the vectors of an encoder and how good they are; `None` when it does not answer."""
    texts = [product_text(each) for each in facts]
    try:
        rows = encoder.taught(texts, locale).encode(texts)
        if not encoder.learns:
            return _Tried(encoder.name, split.reached(rows[split.held], rows[split.others]), rows)
        hidden = [product_text(each, category=False) for each in facts]
        held, others = ([hidden[place] for place in part] for part in (split.held, split.others))
        taught = encoder.taught(others, locale)
        return _Tried(encoder.name, split.reached(taught.encode(held), taught.encode(others)), rows)
    except EncoderUnavailable as fault:
        _log.warning("An encoder is left out", encoder=encoder.name, why=str(fault))
        return None


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
