"""Tokens of shoppers."""

from typing import ClassVar

from django.db import models


class ShopperToken(models.Model):
    """A shopper who logged in on one device. Only the token's digest is kept."""

    digest = models.BinaryField(primary_key=True)
    customer_id = models.UUIDField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_shopper_token"
        indexes: ClassVar = [
            models.Index(fields=["customer_id"], name="plumbing_token_customer"),
            models.Index(fields=["expires_at"], name="plumbing_token_expiry"),
        ]

    def __str__(self) -> str:
        return f"token of {self.customer_id}"
