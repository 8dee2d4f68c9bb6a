"""How far each source has been read."""

from django.db import models


class SourceRow(models.Model):
    """
    A source, and the last record of it that is in the log.

    While it is read anew after a restore, `anew_from` is the horizon at which that began and `anew_beyond`
    the first transaction that the new cluster had not had then.
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=64, unique=True)
    transaction = models.BigIntegerField(default=-1)
    key = models.CharField(max_length=200, default="")
    leaves = models.BigIntegerField(default=0)
    anew_from = models.BigIntegerField(null=True)
    anew_beyond = models.BigIntegerField(null=True)

    class Meta:
        db_table = "attest_source"

    def __str__(self) -> str:
        return self.name
