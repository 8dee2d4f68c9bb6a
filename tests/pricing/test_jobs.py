"""What the clock starts, and how price rows are named."""

from datetime import timedelta

import pytest
from factories.catalog import a_variant
from factories.pricing import NOW, priced

from serai.kernel.clock import now
from serai.pricing.events import PricesChanged
from serai.pricing.jobs import tell_due_prices_job
from serai.pricing.models import PriceClock, PriceEntry, TaxPolicyRow

pytestmark = pytest.mark.django_db


def test_the_clock_tells_whose_price_ended(published):
    milk = a_variant("MILK").id
    began = now() - timedelta(hours=2)
    priced(milk, "1.99", now=began, valid_until=began + timedelta(hours=1))
    told = len(published())

    tell_due_prices_job()

    assert published()[told:] == [PricesChanged((milk,), "web")]


def test_rows_have_names_for_the_back_office():
    entry = PriceEntry(amount_minor=199, currency="USD", valid_from=NOW)

    assert str(entry) == "1.99 USD from 2027-03-14 15:09"
    assert str(TaxPolicyRow(name="German VAT")) == "German VAT"
    assert str(PriceClock(told_until=NOW)) == "told until 2027-03-14 15:09:26+00:00"
