"""What sites have to do on which day."""

from typing import ClassVar

from django.db import models


class Booking(models.Model):
    """An order takes one of a site's places on a day. Orders are of a higher tier: no foreign key."""

    order_id = models.UUIDField()
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()

    class Meta:
        db_table = "fulfilment_booking"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="fulfilment_booking_once", fields=["order_id", "location"]
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "location"], name="fulfilment_booking_day"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} at {self.location_id} on {self.day}"
