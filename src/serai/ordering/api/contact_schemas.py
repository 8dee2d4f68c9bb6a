"""Who orders and where to, as endpoints take and give it."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from serai.ordering.domain.contact import (
    LONGEST_EMAIL,
    LONGEST_PHONE,
    LONGEST_POSTCODE,
    LONGEST_TEXT,
    Address,
    Contact,
)
from serai.plumbing.api import Input

Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
MaybeText = Annotated[str | None, Field(max_length=LONGEST_TEXT)]


class AddressIn(Input):
    """A postal address."""

    line1: Annotated[Text, Field(examples=["12 Oak Street"])]
    line2: MaybeText = None
    city: Annotated[Text, Field(examples=["Dayton"])]
    region: Annotated[MaybeText, Field(description="State or province.", examples=["OH"])] = None
    postcode: Annotated[str | None, Field(max_length=LONGEST_POSTCODE, examples=["45402"])] = None
    country: Annotated[
        str, Field(min_length=2, max_length=2, description="ISO 3166-1.", examples=["US"])
    ]


class ContactIn(Input):
    """Who orders, and where to."""

    email: Annotated[
        str, Field(min_length=3, max_length=LONGEST_EMAIL, examples=["ann@example.org"])
    ]
    name: Annotated[Text, Field(examples=["Ann Example"])]
    phone: Annotated[str | None, Field(max_length=LONGEST_PHONE)] = None
    address: AddressIn

    def told(self) -> Contact:
        """Return what it says."""
        address = self.address
        return Contact(
            email=self.email,
            name=self.name,
            phone=self.phone or "",
            address=Address(
                line1=address.line1,
                line2=address.line2 or "",
                city=address.city,
                region=address.region or "",
                postcode=address.postcode or "",
                country=address.country,
            ),
        )


class AddressOut(Schema):
    """A postal address."""

    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str


class ContactOut(Schema):
    """Who orders, and where to."""

    email: str
    name: str
    phone: str
    address: AddressOut
