"""Replace the rate table of a channel."""

from collections.abc import Iterable

from django.db import transaction

from serai.catalog import public as catalog
from serai.kernel.ids import uuid7
from serai.ordering.domain.delivery import Rate
from serai.ordering.models import DeliveryRate


@transaction.atomic
def set_delivery_rates(channel_code: str, rates: Iterable[Rate]) -> None:
    """
    Let `rates`, in the channel's currency, be all that the channel offers. Repeating it changes nothing.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    currency = catalog.channel(channel_code).currency
    DeliveryRate.objects.filter(channel_code=channel_code).delete()
    DeliveryRate.objects.bulk_create(
        DeliveryRate(
            id=uuid7(),
            channel_code=channel_code,
            code=rate.code,
            kind=rate.kind,
            labels=rate.labels,
            position=rate.position,
            currency=currency,
            from_minor=rate.from_minor,
            price_minor=rate.price_minor,
            earliest_days=rate.earliest_days,
            latest_days=rate.latest_days,
            countries=list(rate.countries),
        )
        for rate in rates
    )
