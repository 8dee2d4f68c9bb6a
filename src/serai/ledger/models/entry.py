"""Entries and their postings."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.ledger.models.account import AccountRow


class EntryRow(models.Model):
    """
    Something that happened. Rows are only added: triggers refuse to change, delete or truncate them.

    `lines` says how many postings belong to it: with their numbers, none can be added later.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=50)
    reference = models.CharField(max_length=200)
    note = models.CharField(max_length=500, default="", blank=True)
    lines = models.SmallIntegerField()
    fingerprint = models.BinaryField(max_length=32)
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    occurred_at = models.DateTimeField()
    posted_at = models.DateTimeField()

    class Meta:
        """Once a reference; reversed at most once."""

        db_table = "ledger_entry"
        verbose_name = "entry"
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(name="ledger_entry_once", fields=["reference"]),
            models.UniqueConstraint(
                name="ledger_entry_reversed_once",
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
            ),
            models.CheckConstraint(name="ledger_entry_lines", condition=Q(lines__gte=2)),
        ]

    def __str__(self) -> str:
        return self.reference


class PostingRow(models.Model):
    """
    One line of an entry: debits are above zero, credits below.

    `balance` is the account's after this line. Ids are given while the account is locked, so that in each
    account they are in the order of the balances. The database checks at commit that the postings of
    an entry sum to zero in each unit. Append-only like entries.
    """

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="postings", db_index=False)
    line = models.SmallIntegerField()
    account = models.ForeignKey(AccountRow, models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField()
    balance = models.BigIntegerField()
    occurred_at = models.DateTimeField()

    class Meta:
        """Lines of an entry by number, lines of an account by id."""

        db_table = "ledger_posting"
        verbose_name = "posting"
        constraints: ClassVar = [
            models.UniqueConstraint(name="ledger_posting_once", fields=["entry", "line"]),
            models.CheckConstraint(name="ledger_posting_moves", condition=~Q(amount=0)),
        ]
        indexes: ClassVar = [
            models.Index(name="ledger_posting_of_account", fields=["account", "id"])
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"
