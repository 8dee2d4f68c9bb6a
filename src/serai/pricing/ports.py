"""What pricing needs from outside: who knows whether a tax id exists, and who knows rates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from serai.pricing.domain.tax import Place, TaxPart
from serai.pricing.domain.tax.number import TaxNumber


class TaxRegisterUnavailable(Exception):
    """The register did not answer in time, or not sensibly."""


class TaxProviderUnavailable(Exception):
    """The provider did not answer in time, or not sensibly."""


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """
    What a register says about a tax id.

    `name` is whose it is, `reference` its own name of the enquiry: the proof of good faith.
    """

    valid: bool
    name: str = ""
    reference: str = ""


class TaxIdRegister(Protocol):
    """Whoever knows whether a tax id exists today."""

    name: str

    def ask(self, number: TaxNumber) -> RegisterAnswer:
        """
        Return what the register says; called outside of any unit of work, and answers within seconds.

        Raises:
            TaxRegisterUnavailable: it does not answer, or not for this country.
        """
        ...


@dataclass(frozen=True, slots=True)
class TaxQuestion:
    """Which rates are wanted: of goods that go from one place to another on a day, by tax class."""

    origin: Place
    to: Place
    on: date
    classes: tuple[str, ...]


class TaxProvider(Protocol):
    """Whoever knows the tax rates of places better than our own table."""

    name: str

    def rates(self, question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
        """
        Return the taxes that make up the rate of each class; called outside of any unit of work.

        Raises:
            TaxProviderUnavailable: it does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class TaxProviders:
    """Every provider that this installation can ask, by name; a channel's policy names one."""

    by_name: Mapping[str, TaxProvider] = field(default_factory=dict)
