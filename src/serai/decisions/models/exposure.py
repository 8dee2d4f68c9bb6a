"""What was shown."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Exposure(models.Model):
    """
    One item that was shown at one position, written in batches some moments later.

    `policy_id` 0 is the order as it came, `arm_id` 0 is no experiment; neither is a foreign key, since rows
    come by COPY, by the thousand. `restored` rows were lost with a process and made again from the token of
    an outcome. `written_at` is the database's own clock: learning goes along it.
    """

    pk = models.CompositePrimaryKey("decision_id", "position")
    decision_id = models.UUIDField()
    position = models.SmallIntegerField()
    setting_id = models.IntegerField()
    policy_id = models.IntegerField()
    arm_id = models.IntegerField()
    subject = models.BigIntegerField()
    holdout = models.BooleanField()
    item = models.CharField(max_length=64)
    propensity = models.FloatField()
    shadow_position = models.IntegerField(null=True)
    shadow_propensity = models.FloatField(null=True)
    segment = models.CharField(max_length=32)
    features = models.JSONField(null=True)
    shown_at = models.DateTimeField()
    restored = models.BooleanField(default=False, db_default=False)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "decisions_exposure"
        indexes: ClassVar = [
            models.Index(fields=["setting_id", "written_at"], name="decisions_exposure_written"),
            models.Index(
                fields=["arm_id", "subject"],
                condition=models.Q(arm_id__gt=0, position=0),
                name="decisions_exposure_arm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} at {self.position}"
