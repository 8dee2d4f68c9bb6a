"""Places, as taxes see them: countries, their regions, and the postcodes where the map of a tax differs."""

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
"""The member states."""

_OUTSIDE_THE_VAT_AREA = MappingProxyType(
    {
        "DE": ("27498", "78266"),  # Heligoland, Büsingen
        "ES": ("35", "38", "51", "52"),  # Canary Islands, Ceuta, Melilla
        "GR": ("63086", "63087"),  # Mount Athos
        "IT": ("22061", "23041"),  # Campione d'Italia, Livigno
    }
)
"""Postcodes of member states where the VAT directive does not hold (article 6 of 2006/112/EC)."""

US_STATES = MappingProxyType(
    {
        "ALABAMA": "AL", "ALASKA": "AK", "ARIZONA": "AZ", "ARKANSAS": "AR", "CALIFORNIA": "CA",
        "COLORADO": "CO", "CONNECTICUT": "CT", "DELAWARE": "DE", "DISTRICT OF COLUMBIA": "DC",
        "FLORIDA": "FL", "GEORGIA": "GA", "HAWAII": "HI", "IDAHO": "ID", "ILLINOIS": "IL",
        "INDIANA": "IN", "IOWA": "IA", "KANSAS": "KS", "KENTUCKY": "KY", "LOUISIANA": "LA",
        "MAINE": "ME", "MARYLAND": "MD", "MASSACHUSETTS": "MA", "MICHIGAN": "MI", "MINNESOTA": "MN",
        "MISSISSIPPI": "MS", "MISSOURI": "MO", "MONTANA": "MT", "NEBRASKA": "NE", "NEVADA": "NV",
        "NEW HAMPSHIRE": "NH", "NEW JERSEY": "NJ", "NEW MEXICO": "NM", "NEW YORK": "NY",
        "NORTH CAROLINA": "NC", "NORTH DAKOTA": "ND", "OHIO": "OH", "OKLAHOMA": "OK", "OREGON": "OR",
        "PENNSYLVANIA": "PA", "PUERTO RICO": "PR", "RHODE ISLAND": "RI", "SOUTH CAROLINA": "SC",
        "SOUTH DAKOTA": "SD", "TENNESSEE": "TN", "TEXAS": "TX", "UTAH": "UT", "VERMONT": "VT",
        "VIRGINIA": "VA", "WASHINGTON": "WA", "WEST VIRGINIA": "WV", "WISCONSIN": "WI",
        "WYOMING": "WY",
    }
)  # fmt: skip
_CA_PROVINCES = MappingProxyType(
    {
        "ALBERTA": "AB", "BRITISH COLUMBIA": "BC", "MANITOBA": "MB", "NEW BRUNSWICK": "NB",
        "NEWFOUNDLAND AND LABRADOR": "NL", "NORTHWEST TERRITORIES": "NT", "NOVA SCOTIA": "NS",
        "NUNAVUT": "NU", "ONTARIO": "ON", "PRINCE EDWARD ISLAND": "PE", "QUEBEC": "QC",
        "QUÉBEC": "QC", "SASKATCHEWAN": "SK", "YUKON": "YT",
    }
)  # fmt: skip
_REGIONS = MappingProxyType({"US": US_STATES, "CA": _CA_PROVINCES})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, as far as taxes care; make it with `of`."""

    country: str
    region: str = ""
    postcode: str = ""

    @classmethod
    def of(cls, country: str, region: str = "", postcode: str = "") -> "Place":
        """Return the place of an address: regions by their short code, postcodes without spaces."""
        return _place(country, region, postcode)

    @property
    def jurisdiction(self) -> str:
        """Return "US-NY", or the country alone."""
        return f"{self.country}-{self.region}" if self.region else self.country

    @property
    def vat_country(self) -> str | None:
        """
        Return the member state whose VAT holds here; `None` outside the EU's VAT area.

        Monaco counts as France. Northern Ireland, where goods follow EU rules, is "XI".
        """
        if self.country == "MC":
            return "FR"
        if self.country == "GB" and self.postcode.startswith("BT"):
            return "XI"
        if self.country not in EU:
            return None
        outside = _OUTSIDE_THE_VAT_AREA.get(self.country, ())
        return None if self.postcode.startswith(outside) else self.country


@lru_cache(maxsize=2000)
def _place(country: str, region: str, postcode: str) -> Place:
    name = " ".join(region.upper().split())
    names = _REGIONS.get(country.upper())
    code = names.get(name, name) if names else name
    return Place(country.upper(), code, "".join(postcode.upper().split()))
