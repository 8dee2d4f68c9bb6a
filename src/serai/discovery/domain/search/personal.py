"""What a customer buys anyway comes a little earlier, in every list alike."""

from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.snapshot import Snapshot

PERSONAL = 0.25


def personal_factor(
    snapshot: Snapshot, customer_id: UUID, ordinals: list[int]
) -> NDArray[np.float64]:
    """
    Return 1 to 1.25 for each document: 1.25 for what the customer buys most, 1 for what they never bought.

    The bound is what keeps a search a search: no habit makes up for a word that is missing, and none for a
    difference of more than a quarter between two scores.
    """
    factor = np.ones(len(ordinals))
    training = snapshot.training
    row = training.customer_row(customer_id.bytes)
    if row < 0:
        return factor
    listed = training.usual[row]
    usual = snapshot.ordinals_of(training.product[listed[listed >= 0]]).tolist()
    share = {ordinal: 1 - place / len(usual) for place, ordinal in enumerate(usual)}
    for place, ordinal in enumerate(ordinals):
        factor[place] += PERSONAL * share.get(ordinal, 0.0)
    return factor
