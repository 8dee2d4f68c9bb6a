"""Find out whether a business's tax id exists, and keep the proof."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound
from serai.pricing.domain.tax.number import TaxNumber, parsed_tax_id
from serai.pricing.models import TaxIdCheck
from serai.pricing.ports import RegisterAnswer, TaxIdRegister, TaxRegisterUnavailable

FRESH = timedelta(hours=24)
"""How long a register's answer is not asked for again."""


class TaxIdNotRegistered(DomainError):
    """The register knows no such tax id, or it is not in force."""

    code = "pricing.tax_id_not_registered"
    kind = Kind.REJECTED

    def __init__(self, number: str, register: str) -> None:
        self.number, self.register = number, register
        super().__init__(f"The register {register} says that {number} is not in force.")


@dataclass(frozen=True, slots=True)
class TaxIdView:
    """A tax id and what its register said: `outcome` is "valid", or "unconfirmed" without an answer."""

    number: str
    country: str
    outcome: str
    name: str
    checked_at: datetime


def check_tax_id(text: str, *, country: str = "", now: datetime) -> TaxIdView:
    """
    Return what is known of a tax id, asking its register unless that was done within a day.

    Refuses to run inside a unit of work. Each answer is kept as proof. While the register does not answer,
    the id is unconfirmed and tax is charged as for anybody.

    Args:
        text: as typed.
        country: of the buyer's address, for numbers without a prefix.
        now: the present instant.

    Raises:
        BadTaxId: form or check digits are wrong.
        TaxIdNotRegistered: the register says that it does not exist.
    """
    refuse_inside_work()
    number = parsed_tax_id(text, country=country)
    register = bound(TaxIdRegister)
    kept = (
        TaxIdCheck.objects.filter(
            number=number.number,
            country=number.country,
            register=register.name,
            outcome__in=("valid", "invalid"),
            checked_at__gt=now - FRESH,
        )
        .order_by("-checked_at")
        .first()
    )
    found = kept or _asked(register, number, now)
    if found.outcome == "invalid":
        raise TaxIdNotRegistered(number.number, register.name)
    return TaxIdView(found.number, found.country, found.outcome, found.name, found.checked_at)


def _asked(register: TaxIdRegister, number: TaxNumber, now: datetime) -> TaxIdCheck:
    try:
        answer = register.ask(number)
        outcome = "valid" if answer.valid else "invalid"
    except TaxRegisterUnavailable:
        answer, outcome = RegisterAnswer(valid=False), "unconfirmed"
    return TaxIdCheck.objects.create(
        number=number.number,
        country=number.country,
        outcome=outcome,
        register=register.name,
        name=answer.name,
        reference=answer.reference,
        checked_at=now,
    )
