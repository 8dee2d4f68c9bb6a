"""Experiments, their arms, and the layers that keep them apart."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.decisions.domain.experiment_state import ExperimentState
from serai.decisions.domain.subject import BUCKETS
from serai.decisions.models.policy import Policy


class Layer(models.Model):
    """A whole of subjects that experiments share out: those of one layer have no subject in common."""

    code = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "decisions_layer"

    def __str__(self) -> str:
        return self.code


class Experiment(models.Model):
    """
    A comparison of arms on a slot in a channel, with a part of a layer's subjects.

    It is given `buckets` of its layer's 10,000 when it starts; the database refuses two running experiments
    of a layer whose buckets overlap. `salt` decides who gets which arm; `pre_days` is how far back a
    subject's earlier behaviour is used to read more precisely.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    slot = models.CharField(max_length=64)
    channel_code = models.CharField(max_length=64)
    layer = models.ForeignKey(Layer, models.PROTECT, related_name="+")
    buckets = models.IntegerField()
    first_bucket = models.IntegerField(null=True)
    salt = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default=ExperimentState.DRAFT)
    metric = models.CharField(max_length=32)
    guardrails = models.JSONField(default=list)
    smallest_effect = models.FloatField()
    planned_subjects = models.IntegerField(default=10_000, db_default=10_000)
    pre_days = models.IntegerField(default=28)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "decisions_experiment"
        indexes: ClassVar = [
            models.Index(fields=["state"], name="decisions_experiment_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decisions_experiment_buckets",
                condition=Q(buckets__gte=1, buckets__lte=BUCKETS)
                & (
                    Q(first_bucket__isnull=True, state="draft")
                    | Q(first_bucket__gte=0, first_bucket__lte=BUCKETS - F("buckets"))
                ),
            ),
            models.CheckConstraint(
                name="decisions_experiment_times",
                condition=(
                    Q(state="draft", started_at__isnull=True, stopped_at__isnull=True)
                    | Q(state="running", started_at__isnull=False, stopped_at__isnull=True)
                    | Q(state="stopped", started_at__isnull=False, stopped_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Arm(models.Model):
    """One of the things compared; the first is what the others are compared with."""

    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="arms")
    place = models.SmallIntegerField()
    code = models.CharField(max_length=32)
    weight = models.IntegerField()
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "decisions_arm"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["experiment", "place"], name="decisions_arm_place"),
            models.UniqueConstraint(fields=["experiment", "code"], name="decisions_arm_code"),
            models.CheckConstraint(
                name="decisions_arm_weight", condition=Q(weight__gte=1, weight__lte=1000)
            ),
        ]

    def __str__(self) -> str:
        return self.code
