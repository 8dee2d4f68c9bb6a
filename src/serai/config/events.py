"""Facts about the installation."""

from dataclasses import dataclass

from serai.kernel.events import Event


@dataclass(frozen=True, slots=True)
class DemoDataLoaded(Event):
    """The demo data are in the shop, whole; `households` is how many, or `None` for all. Version 1."""

    households: int | None
