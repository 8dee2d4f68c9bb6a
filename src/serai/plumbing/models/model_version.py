"""The versions of trained models."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class VersionState(models.TextChoices):
    """What became of a version."""

    IN_USE = "in_use", "in use"
    RETIRED = "retired"
    REFUSED = "refused"


class ModelVersion(models.Model):
    """One version of a model with its evaluation card; of each model one at most is in use."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    state = models.TextField(choices=VersionState.choices)
    because = models.TextField(default="", blank=True)
    card = models.JSONField()
    trained_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_model_version"
        verbose_name = "trained model"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(state="in_use"),
                name="plumbing_one_version_in_use",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["name", "-trained_at"], name="plumbing_versions_of_model")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.trained_at:%Y-%m-%d %H:%M}"
