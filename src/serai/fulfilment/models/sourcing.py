"""How locations are compared, and what was decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SourcingTermsRow(models.Model):
    """What weighs how much in a channel; see `serai.fulfilment.domain.sourcing.terms.SourcingTerms`."""

    channel = models.OneToOneField(
        "catalog.Channel",
        models.PROTECT,
        primary_key=True,
        to_field="code",
        db_column="channel_code",
        related_name="+",
    )
    split_minor = models.IntegerField()
    carbon_kg_minor = models.IntegerField()
    crowding_minor = models.IntegerField()
    ageing_minor = models.IntegerField()
    last_units_minor = models.IntegerField()

    class Meta:
        db_table = "fulfilment_sourcing_terms"
        verbose_name = "terms of sourcing"
        verbose_name_plural = "terms of sourcing"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_sourcing_terms_figures",
                condition=Q(
                    split_minor__gte=0,
                    carbon_kg_minor__gte=0,
                    crowding_minor__gte=0,
                    ageing_minor__gte=0,
                    last_units_minor__gte=0,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"terms of sourcing in {self.channel_id}"


class SourcingDecision(models.Model):
    """
    Why an order is sent from where it is: written with the order where sourcing decides, read when its groups
    are opened, which keep a copy.
    """

    order_id = models.UUIDField(primary_key=True)
    why = models.JSONField()
    token = models.TextField(default="", db_default="")
    """Of the decision: what came of it is credited to that. Empty: the slot decided nothing."""
    settled_at = models.DateTimeField(null=True)
    """When it was known what came of it."""

    class Meta:
        db_table = "fulfilment_sourcing_decision"

    def __str__(self) -> str:
        return f"why {self.order_id} is sent from where it is"
