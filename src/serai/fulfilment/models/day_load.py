"""How many places of a site are taken on a day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class DayLoad(models.Model):
    """
    How many orders a site has taken for a day, and how many it can take at most.

    `taken` is the number of its bookings for the day. The row is what concurrent orders meet at: a place is
    taken by one conditional statement, so no place is given away twice.
    """

    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    taken = models.IntegerField()
    places = models.IntegerField()

    class Meta:
        db_table = "fulfilment_day_load"
        constraints: ClassVar = [
            models.UniqueConstraint(name="fulfilment_day_load_once", fields=["location", "day"]),
            models.CheckConstraint(
                name="fulfilment_day_load_has_place",
                condition=Q(taken__gte=0, taken__lte=F("places")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="fulfilment_day_load_day")]

    def __str__(self) -> str:
        return f"{self.taken} of {self.places} at {self.location_id} on {self.day}"
