"""The table of tax rates and certificates of exemption, as staff's programs change them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from factories.catalog import a_channel
from factories.staff import StaffProgram

from serai.customers.models import Customer
from serai.pricing.events import TaxRatesChanged
from serai.pricing.public import ChannelTax, Place, Sourcing, set_channel_tax, taxation

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
VAT = {
    "component": "vat",
    "name": "VAT",
    "country": "DE",
    "rate": "0.19",
    "valid_from": "2021-01-01",
}
RATES = "/tax-rates"


@pytest.fixture
def program() -> StaffProgram:
    a_channel("web")
    return StaffProgram("prices:read", "prices:write")


def a_customer() -> UUID:
    made = Customer.objects.create(
        kind="guest", email="ann@example.org", locale="en", source="tests", created_at=NOW
    )
    return made.pk


def rate_in(country: str, when: datetime = NOW) -> Decimal:
    said = ChannelTax("VAT", sourcing=Sourcing.ORIGIN, origin=Place.of(country))
    set_channel_tax("web", said)
    return taxation("web", to=Place.of(country), now=when).rate("standard")


def test_rates_are_written_listed_and_taken_out(program: StaffProgram, published):
    reduced = VAT | {"tax_class": "reduced", "rate": "0.07"}

    done = program.post(RATES, {"rates": [VAT, reduced]})
    again = program.post(RATES, {"rates": [VAT, reduced]})
    listed = program.get(RATES + "?country=DE").json()
    gone = program.delete(f"{RATES}/{listed['items'][0]['id']}")

    assert (done.json(), again.json(), gone.status_code) == ({"written": 2}, {"written": 0}, 204)
    assert [(row["tax_class"], row["rate"]) for row in listed["items"]] == [
        ("reduced", "0.07"),
        ("standard", "0.19"),
    ]
    assert [row["tax_class"] for row in program.get(RATES).json()["items"]] == ["standard"]
    assert [e for e in published() if isinstance(e, TaxRatesChanged)] == [
        TaxRatesChanged(("DE",)),
        TaxRatesChanged(("DE",)),
    ]


def test_a_page_ends_and_the_next_begins(program: StaffProgram, django_assert_num_queries):
    countries = ["DE", "FR", "IT"]
    program.post(RATES, {"rates": [VAT | {"country": country} for country in countries]})

    first = program.get("/tax-rates?limit=2").json()
    with django_assert_num_queries(1):
        program.get("/tax-rates?limit=200")
    second = program.get(f"{RATES}?limit=2&cursor={first['next_cursor']}").json()

    assert [row["country"] for row in first["items"] + second["items"]] == countries[::-1]
    assert second["next_cursor"] is None


def test_a_rate_that_changes_on_a_day_changes_on_that_day(program: StaffProgram):
    """Germany took 16 % in the second half of 2020."""
    always = VAT | {"valid_from": "2007-01-01"}
    less = VAT | {"rate": "0.16", "valid_from": "2020-07-01", "valid_until": "2021-01-01"}
    program.post(RATES, {"rates": [always, less]})

    found = [
        rate_in("DE", datetime(year, month, day, 12, tzinfo=UTC))
        for year, month, day in ((2020, 6, 30), (2020, 7, 1), (2020, 12, 31), (2021, 1, 1))
    ]

    assert found == [Decimal(text) for text in ("0.19", "0.16", "0.16", "0.19")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postcodes", "10299-10001"),
        ("postcodes", "1-22"),
        ("postcodes", "1%"),
        ("valid_until", "2021-01-01"),
    ],
)
def test_a_senseless_rate_refuses_all_of_them(program: StaffProgram, field: str, value: str):
    refused = program.post(RATES, {"rates": [VAT | {"country": "FR"}, VAT | {field: value}]})

    assert refused.status_code == 422
    [fault] = refused.json()["facts"]["errors"]
    assert (fault["line"], fault["field"]) == (2, field)
    assert program.get(RATES).json()["items"] == []


def test_one_place_and_day_has_one_rate(program: StaffProgram):
    refused = program.post(RATES, {"rates": [VAT, VAT | {"rate": "0.2"}]})

    assert (refused.status_code, refused.json()["code"]) == (422, "pricing.tax_rates_refused")


def test_a_rate_that_is_not_there_cannot_be_taken_out(program: StaffProgram):
    assert program.delete(f"{RATES}/1").status_code == 404


def test_reading_is_not_writing():
    a_channel("web")
    reader = StaffProgram("prices:read")

    assert reader.post(RATES, {"rates": [VAT]}).status_code == 403
    assert reader.get(RATES).status_code == 200


def test_a_certificate_frees_a_customer_where_and_while_it_counts(program: StaffProgram):
    ann = a_customer()
    program.post(RATES, {"rates": [VAT | {"component": "state", "country": "US", "rate": "0.04"}]})
    program.put(
        "/tax-policies/web",
        {
            "name": "Sales tax",
            "rates": {},
            "sourcing": "destination",
            "origin": {"country": "US"},
            "registrations": ["US"],
        },
    )
    certificate = {
        "jurisdictions": ["US-NY"],
        "certificate": "ST-120 4711",
        "valid_from": "2027-01-01",
        "valid_until": "2028-01-01",
    }
    path = f"/customers/{ann}/tax-exemptions"

    made = program.post(path, certificate)

    def treated(region: str, year: int) -> str:
        now = NOW.replace(year=year)
        place = Place.of("US", region)
        return taxation("web", to=place, now=now, customer_id=ann).treatment.value

    assert made.status_code == 201
    assert program.get(path).json() == {"items": [made.json()]}
    assert [treated("NY", 2027), treated("New York", 2027), treated("NJ", 2027)] == [
        "exempt",
        "exempt",
        "charged",
    ]
    assert (treated("NY", 2026), treated("NY", 2028)) == ("charged", "charged")
    assert program.delete(f"{path}/{made.json()['id']}").status_code == 204
    assert treated("NY", 2027) == "charged"


def test_a_certificate_belongs_to_a_customer(program: StaffProgram):
    body = {"jurisdictions": ["US"], "certificate": "x", "valid_from": str(date(2027, 1, 1))}

    assert program.post(f"/customers/{uuid4()}/tax-exemptions", body).status_code == 404
    assert program.delete(f"/customers/{uuid4()}/tax-exemptions/{uuid4()}").status_code == 404
