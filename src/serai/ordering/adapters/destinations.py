"""Where orders go, for whoever labels their parcels."""

from uuid import UUID

import msgspec

from serai.fulfilment.ports import Place
from serai.ordering.domain.contact import Contact
from serai.plumbing.db import rows

_contact = msgspec.json.Decoder(Contact | None)


class OrderDestinations:
    """Fills `fulfilment.ports.Destinations` from the orders."""

    def of_order(self, order_id: UUID) -> Place | None:
        """Return who gets an order and where; one statement."""
        found = rows("SELECT contact::text FROM ordering_order WHERE id = %s", [order_id])
        contact = _contact.decode(found[0][0] or "null") if found else None
        if contact is None:
            return None
        there = contact.address
        return Place(
            name=contact.name,
            line1=there.line1,
            line2=there.line2,
            city=there.city,
            region=there.region,
            postcode=there.postcode,
            country=there.country,
            phone=contact.phone,
            email=contact.email,
        )
