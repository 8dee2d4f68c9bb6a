"""The model of the next basket that is in use."""

import structlog

from serai.plumbing.model_registry import Kept
from serai_science.next_basket.ranker import NextBasketRanker, unpacked

MODEL = "discovery.next-basket"
log = structlog.get_logger("serai.discovery")


def ranker_of(kept: Kept) -> NextBasketRanker | None:
    """Return the trees of a version; `None` for one of a release that described baskets in other ways."""
    blocks = [path.read_bytes() for path in sorted(kept.folder.glob("*.ubj"))]
    try:
        return unpacked(blocks)
    except ValueError:
        log.warning("model of another release", model=kept.name, version=str(kept.version))
        return None
