"""Which goods will not be sold in time, for whoever sets prices."""

from datetime import datetime

from serai.inventory.public import ageing_stock, locations_of_channel
from serai.pricing.ports import AgeingGoods


class LyingTooLong:
    """Fills `pricing.ports.AgeingStock` with the lots of the locations that a channel sells from."""

    def of_channel(self, channel_code: str, *, now: datetime) -> list[AgeingGoods]:
        """Return what ages where the channel sells from, most excess first; five statements at most."""
        own = {each.id for each in locations_of_channel(channel_code)}
        return [
            AgeingGoods(each.variant_id, each.units, each.excess, each.days, each.spoils)
            for each in ageing_stock(now=now)
            if each.location_id in own
        ]
