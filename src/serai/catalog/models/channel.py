"""Channels: places of sale."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from serai.kernel.ids import uuid7


class Channel(models.Model):
    """
    A place of sale: a web shop, an app, a till.

    `locale` is the language a shopper gets without asking; `locales` are all that are offered. Pages of
    `origins` may call the shop's API from a browser.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=35)
    locales = ArrayField(models.CharField(max_length=35))
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=64)
    prices_include_tax = models.BooleanField()
    origins = ArrayField(
        models.CharField(max_length=260), default=list, blank=True, db_default=models.Value([])
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "catalog_channel"
        constraints = [
            models.CheckConstraint(
                name="catalog_channel_currency",
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"),
            ),
            models.CheckConstraint(
                name="catalog_channel_country",
                condition=models.Q(country__regex=r"^[A-Z]{2}$"),
            ),
            models.CheckConstraint(
                name="catalog_channel_locale_is_offered",
                condition=models.Q(locales__contains=[models.F("locale")]),
            ),
        ]

    def __str__(self) -> str:
        return self.code
