"""What every register of tax ids keeps to, and what VIES adds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from factories.answering import Answering, answering

from serai.pricing.adapters.checksum import ChecksumRegister
from serai.pricing.adapters.vies import ViesRegister
from serai.pricing.domain.tax.number import BadTaxId, TaxNumber, parsed_tax_id
from serai.pricing.ports import RegisterAnswer, TaxIdRegister, TaxRegisterUnavailable

GERMAN = parsed_tax_id("DE136695976")
KNOWN = {
    "countryCode": "DE",
    "vatNumber": "136695976",
    "requestDate": "2026-11-22T03:00:00.000Z",
    "valid": True,
    "requestIdentifier": "WAPIAAAAY1",
    "name": "Muster GmbH",
    "address": "---",
}


@pytest.fixture
def vies() -> Iterator[Answering]:
    with answering() as there:
        there.said = KNOWN
        yield there


@pytest.fixture
def asking(vies: Answering) -> Iterator[Callable[..., ViesRegister]]:
    """Return a maker of registers that ask the local VIES."""
    made: list[ViesRegister] = []

    def make(**how: Any) -> ViesRegister:
        made.append(ViesRegister(vies.url, **how))
        return made[-1]

    yield make
    for register in made:
        register.close()


@pytest.fixture(params=["checksum", "vies"])
def register(request: pytest.FixtureRequest, asking: Callable[..., ViesRegister]) -> TaxIdRegister:
    return ChecksumRegister() if request.param == "checksum" else asking()


def test_a_number_that_exists_is_confirmed(register: TaxIdRegister):
    assert register.ask(GERMAN).valid


def test_a_register_has_a_name_that_fits_the_proof(register: TaxIdRegister):
    assert 0 < len(register.name) <= 32


def test_vies_is_asked_by_country_and_number_and_gives_the_proof(vies: Answering, asking):
    answer = asking(requester="ATU13585627").ask(GERMAN)

    assert answer == RegisterAnswer(valid=True, name="Muster GmbH", reference="WAPIAAAAY1")
    assert vies.asked == [
        {
            "path": "/check-vat-number",
            "countryCode": "DE",
            "vatNumber": "136695976",
            "requesterMemberStateCode": "AT",
            "requesterNumber": "U13585627",
        }
    ]


def test_greece_is_el_there(vies: Answering, asking):
    asking().ask(parsed_tax_id("094259216", country="GR"))

    assert (vies.asked[0]["countryCode"], vies.asked[0]["vatNumber"]) == ("EL", "094259216")


def test_what_vies_does_not_know_is_not_valid_and_hidden_names_are_none(vies: Answering, asking):
    vies.said = KNOWN | {"valid": False, "name": "---"}

    assert asking().ask(GERMAN) == RegisterAnswer(valid=False, reference="WAPIAAAAY1")


@dataclass(frozen=True)
class Fault:
    status: int
    raw: bytes


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, b'{"actionSucceed": false, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}'),
        Fault(500, b"{}"),
        Fault(200, b"<html>"),
        Fault(200, b'{"valid": "yes"}'),
        Fault(200, b"[]"),
    ],
    ids=["state away", "server error", "no JSON", "no truth", "a list"],
)
def test_an_answer_that_is_none_leaves_the_number_unconfirmed(
    vies: Answering, asking, fault: Fault
):
    vies.status, vies.raw = fault.status, fault.raw

    with pytest.raises(TaxRegisterUnavailable):
        asking().ask(GERMAN)


def test_vies_has_a_time_budget(vies: Answering, asking):
    vies.seconds = 0.5

    with pytest.raises(TaxRegisterUnavailable):
        asking(seconds=0.1).ask(GERMAN)


def test_after_five_failures_vies_is_left_alone(vies: Answering, asking):
    vies.status = 503
    register = asking()

    for _ in range(8):
        with pytest.raises(TaxRegisterUnavailable):
            register.ask(GERMAN)

    assert len(vies.asked) == 5


def test_numbers_of_other_countries_are_not_for_vies(vies: Answering, asking):
    with pytest.raises(TaxRegisterUnavailable):
        asking().ask(TaxNumber("980780684", "GB"))

    assert vies.asked == []


@pytest.mark.parametrize(
    ("text", "country", "number", "of"),
    [
        ("de 136,695 976", "", "DE136695976", "DE"),
        ("136695976", "DE", "DE136695976", "DE"),
        ("ATU13585627", "DE", "ATU13585627", "AT"),
        ("EL 094259216", "", "EL094259216", "GR"),
        ("XI110305878", "GB", "XI110305878", "XI"),
        ("980780684", "GB", "980780684", "GB"),
        ("FR 40 303 265 045", "", "FR40303265045", "FR"),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, country: str, number: str, of: str):
    assert parsed_tax_id(text, country=country) == TaxNumber(number, of)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("DE136695977", "DE"),
        ("", "DE"),
        ("136695976", ""),
        ("136695976", "US"),
        ("x" * 100, "DE"),
        ("ДЕ136695976", "DE"),
        ("DE\x00136695976", "DE"),
    ],
)
def test_a_slip_is_found_without_asking_anybody(text: str, country: str):
    with pytest.raises(BadTaxId):
        parsed_tax_id(text, country=country)
