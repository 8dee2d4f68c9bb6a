"""Tables of marketing."""

from serai.marketing.models.alert import Alert, AlertsTold
from serai.marketing.models.category_chance import CategoryChance
from serai.marketing.models.offer_reading import OfferReading
from serai.marketing.models.offer_run import OfferRun
from serai.marketing.models.offer_sending import OfferSending
from serai.marketing.models.wanted_article import WantedArticle

__all__ = [
    "Alert",
    "AlertsTold",
    "CategoryChance",
    "OfferReading",
    "OfferRun",
    "OfferSending",
    "WantedArticle",
]
