"""Say which services carry parcels."""

from collections.abc import Collection

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.models import DeliveryServiceRow
from serai.fulfilment.usecases.tell_change import tell_change
from serai.plumbing.db import unit_of_work


@unit_of_work()
def set_delivery_services(services: Collection[DeliveryService]) -> None:
    """Make or replace delivery services; one statement. The services themselves have refused what is wrong."""
    DeliveryServiceRow.objects.bulk_create(
        [
            DeliveryServiceRow(
                code=service.code,
                weekdays=[day for day, works in enumerate(service.works) if works],
                reaches=[[each.km, each.days, each.days_at_most] for each in service.reaches],
                per_100_km_minor=service.per_100_km_minor,
                grams_per_100_km=service.grams_per_100_km,
            )
            for service in services
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["weekdays", "reaches", "per_100_km_minor", "grams_per_100_km"],
    )
    tell_change()
