"""The company that the demo shop's invoices name: invented."""

from datetime import datetime

from serai.config.complete_journey.stores import WEB
from serai.ordering.domain.papers.issuer import Issuer
from serai.ordering.usecases.papers.set_issuer import set_issuer


def load(*, now: datetime) -> None:
    """Let a company in Ohio sell through the web shop."""
    set_issuer(
        Issuer(
            code="house",
            name="Serai Demo Market Inc.",
            address=("1 Example Street", "Cincinnati OH 45202"),
            country="US",
            tax_ids=(("EIN", "00-0000000"),),
            email="shop@demo.example",
            time_zone="America/New_York",
            channels=(WEB,),
        ),
        now=now,
    )
