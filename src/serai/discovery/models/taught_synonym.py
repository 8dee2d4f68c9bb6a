"""What staff say of synonyms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class TaughtSynonym(models.Model):
    """
    A decision of staff: searching `phrase` also finds `meaning`, or never does, whatever is learnt.

    `worth` is what a match of `meaning` counts beside one of `phrase` itself, in percent.
    """

    id = models.UUIDField(primary_key=True)
    channel_code = models.TextField()
    phrase = models.TextField()
    meaning = models.TextField()
    accepted = models.BooleanField()
    worth = models.SmallIntegerField(default=80, db_default=80)
    decided_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        """Table and constraints."""

        db_table = "discovery_taught_synonym"
        verbose_name = "synonym"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel_code", "phrase", "meaning"], name="discovery_synonym_once"
            ),
            models.CheckConstraint(
                name="discovery_synonym_two_phrases",
                condition=~Q(phrase=models.F("meaning")) & ~Q(phrase="") & ~Q(meaning=""),
            ),
            models.CheckConstraint(
                name="discovery_synonym_worth", condition=Q(worth__gte=10) & Q(worth__lte=100)
            ),
        ]
