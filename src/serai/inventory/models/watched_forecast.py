"""Articles whose sales are waited for, to learn how near came what was foreseen of them."""

from typing import ClassVar

from django.db import models


class WatchedForecast(models.Model):
    """
    An article of which it was decided what orders are worked out from; told and deleted once its time is over.

    `foreseen` are the units that what was chosen expects from `starts_at` until `ends_at` at all locations together.
    `standing` says as what it was decided: mode, holdout, experiment and arm.
    """

    variant = models.OneToOneField(
        "catalog.Variant", models.PROTECT, primary_key=True, related_name="+"
    )
    standing = models.TextField()
    token = models.TextField()
    foreseen = models.FloatField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "inventory_watched_forecast"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inventory_watched_forecast_not_negative", condition=models.Q(foreseen__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.foreseen:.1f} of {self.variant_id}"
