"""The table of rates and certificates of exemption, as staff reads them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.pricing.models import TaxExemption, TaxRateRow


@dataclass(frozen=True, slots=True)
class TaxRateView:
    """A row of the table; the rate is decimal text, 0.19 is 19 %."""

    id: int
    component: str
    name: str
    country: str
    region: str
    postcodes: str
    tax_class: str
    rate: str
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class TaxExemptionView:
    """Where a customer need not pay tax, and the certificate that says so."""

    id: UUID
    customer_id: UUID
    jurisdictions: list[str]
    certificate: str
    valid_from: date
    valid_until: date | None


def tax_rate_page(*, cursor: str | None, limit: int, country: str = "") -> Page[TaxRateView]:
    """
    Return a page of rates, the newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = TaxRateRow.objects.order_by("-pk")
    if country:
        found = found.filter(country=country)
    if cursor:
        found = found.filter(pk__lt=decode_cursor(cursor, int)[0])
    rows = list(found[: limit + 1])
    items = [_view(row) for row in rows[:limit]]
    return Page(items, encode_cursor(items[-1].id) if len(rows) > limit else None)


def tax_exemptions_of(customer_id: UUID) -> list[TaxExemptionView]:
    """Return a customer's certificates, the newest first; one statement."""
    found = TaxExemption.objects.filter(customer=customer_id).order_by("-valid_from", "-pk")
    return [exemption_view(row) for row in found]


def exemption_view(row: TaxExemption) -> TaxExemptionView:
    """Return the view of a certificate."""
    return TaxExemptionView(
        row.pk,
        row.customer_id,
        list(row.jurisdictions),
        row.certificate,
        row.valid_from,
        row.valid_until,
    )


def _view(row: TaxRateRow) -> TaxRateView:
    return TaxRateView(
        id=row.pk,
        component=row.component,
        name=row.name,
        country=row.country,
        region=row.region,
        postcodes=row.postcodes,
        tax_class=row.tax_class,
        rate=f"{row.rate.normalize():f}",
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
    )
