"""What is known of buyers' taxes: their tax ids, how those were checked, and where they need not pay."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7

OUTCOMES = ["valid", "invalid", "unconfirmed"]


class TaxIdCheck(models.Model):
    """
    One answer about a tax id: the proof that a sale without tax was made in good faith.

    `reference` is the register's own name of the enquiry, where it gives one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    outcome = models.CharField(max_length=12)
    register = models.CharField(max_length=32)
    name = models.CharField(max_length=300, default="", db_default="")
    reference = models.CharField(max_length=64, default="", db_default="")
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_tax_id_check"
        verbose_name = "tax id check"
        indexes: ClassVar = [
            models.Index(fields=["number", "-checked_at"], name="pricing_tax_id_check_number")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_tax_id_check_outcome", condition=Q(outcome__in=OUTCOMES)
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class CustomerTaxId(models.Model):
    """The tax id that a customer keeps in their account, as of its latest check."""

    customer = models.OneToOneField(
        "customers.Customer", models.PROTECT, primary_key=True, related_name="+"
    )
    number = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    outcome = models.CharField(max_length=12)
    checked_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_customer_tax_id"
        verbose_name = "customer's tax id"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_customer_tax_id_outcome", condition=Q(outcome__in=OUTCOMES)
            )
        ]

    def __str__(self) -> str:
        return self.number


class TaxExemption(models.Model):
    """
    Where a customer need not pay tax, and the certificate that says so.

    `jurisdictions` are countries ("US") or regions ("US-NY").
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", db_index=False
    )
    jurisdictions = ArrayField(models.CharField(max_length=67))
    certificate = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "pricing_tax_exemption"
        verbose_name = "tax exemption"
        indexes: ClassVar = [models.Index(fields=["customer"], name="pricing_tax_exemption_of")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_tax_exemption_begins_before_it_ends",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="pricing_tax_exemption_names_its_proof", condition=~Q(certificate="")
            ),
        ]

    def __str__(self) -> str:
        return self.certificate
