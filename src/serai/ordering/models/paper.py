"""Invoices and credit notes, their numbers, and the companies that issue them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.ordering.domain.papers.issuer import InvoicedWhen
from serai.ordering.domain.papers.paper import PaperKind


class IssuerRow(models.Model):
    """A company that issues invoices; what it says is copied into each of them."""

    code = models.CharField(max_length=64, primary_key=True)
    said = models.JSONField()
    invoiced_when = models.CharField(
        max_length=16, choices=[(when.value, when.value) for when in InvoicedWhen]
    )
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_issuer"
        verbose_name = "issuer of invoices"
        verbose_name_plural = "issuers of invoices"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ordering_issuer_invoiced_when",
                condition=Q(invoiced_when__in=[when.value for when in InvoicedWhen]),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class IssuerChannel(models.Model):
    """Which company sells through a channel."""

    channel_code = models.CharField(max_length=64, primary_key=True)
    issuer = models.ForeignKey(IssuerRow, models.PROTECT, related_name="channels")

    class Meta:
        db_table = "ordering_issuer_channel"


class PaperSeries(models.Model):
    """How many papers of a kind a company has issued in a year; locked until the next one is written."""

    id = models.BigAutoField(primary_key=True)
    issuer = models.ForeignKey(IssuerRow, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    year = models.SmallIntegerField()
    last = models.BigIntegerField()

    class Meta:
        db_table = "ordering_paper_series"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="ordering_paper_series_once", fields=["issuer", "kind", "year"]
            ),
        ]


class PaperRow(models.Model):
    """
    An invoice or a credit note. Rows are only added: the database refuses to change or delete one.

    `content` is the text that `sha256` is of; the log keeps the hash. `total_minor` is below zero on a
    credit note, so an order's papers add up to what it is worth. `change` is the document of the order that
    it tells of, when it tells of one.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=16)
    issuer = models.ForeignKey(IssuerRow, models.PROTECT, related_name="+", db_index=False)
    year = models.SmallIntegerField()
    count = models.BigIntegerField()
    number = models.CharField(max_length=64)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    change = models.ForeignKey(
        "ordering.OrderChange", models.PROTECT, null=True, related_name="+", db_index=False
    )
    issued_at = models.DateTimeField()
    locale = models.CharField(max_length=35)
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "ordering_paper"
        verbose_name = "invoice or credit note"
        verbose_name_plural = "invoices and credit notes"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="ordering_paper_count", fields=["issuer", "kind", "year", "count"]
            ),
            models.UniqueConstraint(
                name="ordering_paper_change", fields=["change"], condition=Q(change__isnull=False)
            ),
            models.CheckConstraint(
                name="ordering_paper_sign",
                condition=Q(kind=PaperKind.INVOICE.value, total_minor__gte=0)
                | Q(kind=PaperKind.CREDIT_NOTE.value, total_minor__lt=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order", "id"], name="ordering_paper_order"),
            models.Index(fields=["number"], name="ordering_paper_number"),
            models.Index(fields=["issued_at", "id"], name="ordering_paper_issued"),
        ]

    def __str__(self) -> str:
        return self.number


class PaperFile(models.Model):
    """The PDF of a paper, as it was first printed; whoever asks again gets the same bytes."""

    paper = models.OneToOneField(PaperRow, models.PROTECT, primary_key=True, related_name="+")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "ordering_paper_file"
