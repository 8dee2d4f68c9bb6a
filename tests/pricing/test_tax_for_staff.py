"""Tax policies, as staff changes them."""

import pytest
from factories.catalog import a_channel
from factories.staff import StaffProgram

from serai.pricing.events import TaxPolicyChanged
from serai.pricing.public import tax_policy_of

pytestmark = pytest.mark.django_db
ADDRESS = "/tax-policies/web"
OHIO = {"name": "Ohio", "rates": {"standard": "0.0575", "food": "0"}, "rounded_at": "total"}


@pytest.fixture
def program() -> StaffProgram:
    a_channel("web")
    return StaffProgram("prices:read", "prices:write")


def test_a_policy_is_set_and_read(program: StaffProgram, published):
    untaxed = program.get(ADDRESS).json()

    done = program.put(ADDRESS, OHIO)
    again = program.put(ADDRESS, OHIO)

    assert untaxed["rates"] == {}
    assert (done.status_code, again.status_code) == (200, 200)
    assert program.get(ADDRESS).json() == done.json() == {
        **OHIO,
        "rounding": "HALF_UP",
        "reason": "",
        "inclusive": False,
        "sourcing": "flat",
        "origin": None,
        "registrations": [],
        "oss": False,
        "delivery_like_goods": False,
        "provider": "",
    }  # fmt: skip
    assert str(tax_policy_of("web").rate("standard")) == "0.0575"
    assert [e for e in published() if isinstance(e, TaxPolicyChanged)] == [TaxPolicyChanged("web")]


@pytest.mark.parametrize("rate", ["1.5", "-0.1", "nineteen", "", "0.1234567", "NaN"])
def test_what_is_no_rate_is_refused(program: StaffProgram, rate: str):
    refused = program.put(ADDRESS, {"name": "x", "rates": {"standard": rate}})

    assert refused.status_code == 422
    assert tax_policy_of("web").rates == {}


def test_an_unknown_channel_has_no_policy(program: StaffProgram):
    assert program.get("/tax-policies/nowhere").status_code == 404
    assert program.put("/tax-policies/nowhere", OHIO).status_code == 404
