"""
How goods leave a location, and when they can be there.

Its words. A **site** is how a location works: its opening hours, how long an order takes there, how many
orders a day it can take, whether it sends parcels or hands goods out. A **closure** is a day on which a
site, or all of them, do not open. A **delivery service** carries parcels: when they are fetched and how many
working days they travel for how far. A **promise** is the earliest time at which it is fair to hope for the
goods and the latest that is kept; it has stock and capacity behind it.

It knows neither carts nor prices nor what an order says.
"""
