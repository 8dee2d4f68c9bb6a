"""
When goods can be there: opening hours, cut-offs, capacity, collection and transit, for all locations at once.

A *promise* is two instants: the earliest at which it is fair to hope, and the latest that is kept. Instants are
minutes since 1970 in UTC; what depends on a place's clock is put into UTC before it comes here.
"""

from serai_science.promise.arrival import Transit, arrivals
from serai_science.promise.readiness import Shifts, ready, taking

__all__ = ["Shifts", "Transit", "arrivals", "ready", "taking"]
