"""Kept pictures that no product names."""

from django.db import models


class UnnamedPicture(models.Model):
    """
    A picture that every night since `found_at` found unnamed; `stem` is what the names of its files begin with.

    With `gone_at` its files are deleted, or about to be, and no product may name it until it is handed in again.
    """

    stem = models.CharField(max_length=50, primary_key=True)
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalog_unnamed_picture"

    def __str__(self) -> str:
        return self.stem
