"""Sellers: who sells a product."""

from django.db import models
from django.db.models.functions import Now

from serai.kernel.ids import uuid7

HOUSE = "house"
"""The code of the shop's own seller, to whom a product belongs unless its row names another."""


class Seller(models.Model):
    """Who sells: the house itself, or a merchant on its marketplace."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    active = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "catalog_seller"
