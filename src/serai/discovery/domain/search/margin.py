"""What the merchant earns on a product, as far as a policy lets it count."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.document import Facts
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import places_of

MARGIN = 0.1


def margins(assortment: Sequence[Facts], costs: Mapping[UUID, Decimal]) -> NDArray[np.float32]:
    """
    Return which share of its price each product leaves, 0 to 1; nothing at all when no cost is known.

    The least cost of a product's variants stands beside its least price. What has no cost, or no price,
    counts as the middle one of those that have: not knowing is neither a merit nor a fault.

    Args:
        assortment: facts of the products; prices in minor units.
        costs: minor units by variant.
    """
    shares = np.array([_share(facts, costs) for facts in assortment], np.float32)
    unknown = np.isnan(shares)
    if unknown.all():
        return np.zeros(0, np.float32)
    shares[unknown] = np.median(shares[~unknown])
    return shares


def margin_factor(snapshot: Snapshot, ordinals: Sequence[int]) -> NDArray[np.float64] | None:
    """
    Return 1 to 1.1 for each document, in step with its margin; `None` where no costs are known.

    A product that came since the last training has the middle margin of the shop.
    """
    training = snapshot.training
    if training.margin.size == 0:
        return None
    places = places_of(training.product, snapshot.columns.id[list(ordinals)])
    share = training.margin[places].astype(np.float64)
    if (new := places < 0).any():
        share[new] = np.median(training.margin)
    return 1.0 + MARGIN * share


def _share(facts: Facts, costs: Mapping[UUID, Decimal]) -> float:
    known = [costs[each] for each in map(_variant_id, facts.variants) if each in costs]
    if not known or facts.price <= 0:
        return float("nan")
    return min(1.0, max(0.0, float(1 - min(known) / facts.price)))


def _variant_id(raw: bytes) -> UUID:
    return UUID(bytes=raw)
