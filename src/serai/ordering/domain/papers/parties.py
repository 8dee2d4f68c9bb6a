"""Who sells and who buys, as papers name them."""

from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.papers.issuer import Issuer
from serai.ordering.domain.papers.paper import Party
from serai.ordering.domain.taxes import TaxId

_CPF_DIGITS = 11
_EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split()
)


def seller(issuer: Issuer) -> Party:
    """Return the company as its papers name it."""
    reach = (issuer.registered, issuer.email, issuer.phone)
    lines = (*issuer.address, *(line for line in reach if line))
    return Party(issuer.name, lines, issuer.tax_ids, issuer.country)


def buyer(contact: Contact | None, tax_id: TaxId | None) -> Party:
    """Return whom an invoice is for: a business under the name of its register, where it told one."""
    ids = ((_called(tax_id), tax_id.number),) if tax_id else ()
    if contact is None:
        return Party(tax_id.name if tax_id else "", tax_ids=ids)
    address = address_lines(contact.address)
    if tax_id is None or not tax_id.name or tax_id.name == contact.name:
        return Party(contact.name, address, ids, contact.address.country)
    return Party(tax_id.name, (contact.name, *address), ids, contact.address.country)


def address_lines(address: Address) -> tuple[str, ...]:
    """Return an address, line by line."""
    town = " ".join(filter(None, (address.postcode, address.city, address.region)))
    return tuple(filter(None, (address.line1, address.line2, town, address.country)))


def _called(tax_id: TaxId) -> str:
    """Return what people call the id in its country."""
    if tax_id.country == "BR":
        return "CPF" if len(tax_id.number) == _CPF_DIGITS else "CNPJ"
    return "VAT" if tax_id.country in _EU or tax_id.country == "GB" else "Tax ID"
