"""How often each query was asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SearchCount(models.Model):
    """
    One query of a channel on one day: how often it was asked, and what it found last.

    `whole` says whether anything had all its words. No row is about a person.
    """

    channel_code = models.TextField()
    day = models.DateField()
    query = models.TextField()
    searches = models.BigIntegerField()
    found = models.IntegerField()
    whole = models.BooleanField()

    class Meta:
        """Table, index and constraints."""

        db_table = "discovery_search_count"
        indexes: ClassVar = [
            models.Index(
                fields=["channel_code", "day"],
                condition=Q(whole=False),
                name="discovery_search_fruitless",
            ),
            models.Index(fields=["day"], name="discovery_search_day"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel_code", "day", "query"], name="discovery_search_once"
            ),
            models.CheckConstraint(
                name="discovery_search_counted",
                condition=Q(searches__gt=0) & Q(found__gte=0) & (Q(whole=False) | Q(found__gt=0)),
            ),
        ]


class Rewording(models.Model):
    """How often a search in vain was followed by another one of the same visitor, on one day."""

    channel_code = models.TextField()
    day = models.DateField()
    before = models.TextField()
    after = models.TextField()
    times = models.BigIntegerField()

    class Meta:
        """Table, index and constraints."""

        db_table = "discovery_rewording"
        indexes: ClassVar = [models.Index(fields=["day"], name="discovery_rewording_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel_code", "day", "before", "after"], name="discovery_rewording_once"
            ),
            models.CheckConstraint(name="discovery_rewording_counted", condition=Q(times__gt=0)),
        ]
