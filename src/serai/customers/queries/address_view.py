"""A customer's address book."""

from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from serai.customers.models import Address
from serai.kernel.errors import DomainError, Kind


class AddressNotFound(DomainError):
    """This customer has no such address, whoever else may."""

    code = "customers.address_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, address_id: UUID) -> None:
        self.address_id = address_id
        super().__init__("There is no such address in this address book.")


@dataclass(frozen=True, slots=True)
class AddressView:
    """One address of a customer. Its `repr` tells only the id."""

    id: UUID
    name: str = field(repr=False)
    line1: str = field(repr=False)
    line2: str = field(repr=False)
    city: str = field(repr=False)
    region: str = field(repr=False)
    postcode: str = field(repr=False)
    country: str = field(repr=False)
    phone: str = field(repr=False)
    is_default: bool

    @classmethod
    def of(cls, address: Address) -> Self:
        """Return the view of a row."""
        return cls(
            id=address.pk,
            name=address.name,
            line1=address.line1,
            line2=address.line2,
            city=address.city,
            region=address.region,
            postcode=address.postcode,
            country=address.country,
            phone=address.phone,
            is_default=address.is_default,
        )


def addresses_of(customer_id: UUID) -> list[AddressView]:
    """Return the address book, the default first, then the newest; one statement."""
    return [AddressView.of(address) for address in Address.objects.of_customer(customer_id)]
