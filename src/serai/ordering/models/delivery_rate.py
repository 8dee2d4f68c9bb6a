"""What delivery costs."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.models.sums import none_negative

_TABLE = "ordering_delivery_rate"


class DeliveryRate(models.Model):
    """One way of delivery on one channel, for items worth `from_minor` and more."""

    id = models.UUIDField(primary_key=True)
    channel_code = models.TextField()
    code = models.TextField()
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in DeliveryKind])
    labels = models.JSONField()
    position = models.IntegerField()
    currency = models.CharField(max_length=3)
    from_minor = models.BigIntegerField()
    price_minor = models.BigIntegerField()
    earliest_days = models.IntegerField()
    latest_days = models.IntegerField()
    countries = ArrayField(models.CharField(max_length=2))

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            none_negative(_TABLE, "from_minor", "price_minor", "earliest_days"),
            models.CheckConstraint(
                name=f"{_TABLE}_days", condition=Q(latest_days__gte=F("earliest_days"))
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_kind", condition=Q(kind__in=[kind.value for kind in DeliveryKind])
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_band", fields=["channel_code", "code", "from_minor"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_code}: {self.code}"
