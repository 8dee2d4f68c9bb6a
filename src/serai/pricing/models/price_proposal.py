"""Prices that were proposed, and what became of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.money import Money


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class Automatic(models.TextChoices):
    """What became of a proposal without anybody's hand."""

    NOTHING = "", "nothing"
    SHADOW = "shadow", "would have been taken"
    HELD_OUT = "held_out", "held out, to compare with"
    MOVED = "moved", "taken"
    PUT_BACK = "put_back", "taken and put back"


class PriceProposal(models.Model):
    """
    Another price for a variant in a channel, with all that it was worked out from.

    `record` gives the same proposal again; `gain_minor` is what a week is expected to bring more.
    """

    id = models.UUIDField(primary_key=True)
    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    now_minor = models.BigIntegerField()
    proposed_minor = models.BigIntegerField()
    gain_minor = models.BigIntegerField()
    because = models.CharField(max_length=32)
    record = models.JSONField()
    state = models.CharField(max_length=16, choices=ProposalState.choices)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="", blank=True)
    note = models.TextField(default="", blank=True)
    accepted_minor = models.BigIntegerField(null=True)
    automatic = models.CharField(
        max_length=16, choices=Automatic.choices, default="", db_default="", blank=True
    )

    class Meta:
        db_table = "pricing_price_proposal"
        verbose_name = "price proposal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "variant"],
                condition=Q(state="open"),
                name="pricing_one_open_proposal",
            ),
            models.CheckConstraint(
                name="pricing_proposal_is_another_price",
                condition=~Q(proposed_minor=models.F("now_minor")) & Q(proposed_minor__gt=0),
            ),
            models.CheckConstraint(
                name="pricing_proposal_accepted_has_price",
                condition=Q(state="accepted", accepted_minor__isnull=False)
                | (~Q(state="accepted") & Q(accepted_minor__isnull=True)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["variant", "-id"], name="pricing_proposals_of_variant"),
            models.Index(
                fields=["channel", "-decided_at"],
                name="pricing_proposals_moved",
                condition=Q(automatic__in=["moved", "put_back"]),
            ),
        ]

    def __str__(self) -> str:
        now = Money(self.now_minor, self.currency).as_decimal()
        return f"{now:f} → {Money(self.proposed_minor, self.currency)}"
