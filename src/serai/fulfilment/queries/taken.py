"""How many orders each site has taken for each day."""

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.timetable import HORIZON
from serai.plumbing.db import rows


def taken(network: Network) -> NDArray[np.int64]:
    """Return (n_sites, HORIZON) orders from the table's first day on; one statement."""
    found = np.zeros((len(network.sites), HORIZON), np.int64)
    for location_id, ahead, orders in rows(_TAKEN, [network.table.first_day] * 2):
        row = network.rows.get(location_id)
        if row is not None and ahead < HORIZON:
            found[row, ahead] = orders
    return found


_TAKEN = """
SELECT location_id, day - %s::date, count(*) FROM fulfilment_booking
WHERE day >= %s::date GROUP BY location_id, day"""
