"""Tables of marketing."""

from serai.marketing.models.category_chance import CategoryChance
from serai.marketing.models.offer_reading import OfferReading
from serai.marketing.models.offer_run import OfferRun
from serai.marketing.models.offer_sending import OfferSending

__all__ = ["CategoryChance", "OfferReading", "OfferRun", "OfferSending"]
