"""
What is where, and how much of it can be promised.

Its words. A **location** holds goods: a store or a distribution centre. A **balance** is what one
location has of one variant: `on_hand` units are there, `reserved` ones are promised, and `buffer` ones
are kept back from shoppers; the rest is **free**. A **movement** is why `on_hand` changed; movements are
only added and always sum up to the balance. A **reservation** holds units for one order until it is
fulfilled, released or its time is over. A channel sells from its locations in the order of their
priority; the **band** (`in`, `low`, `out`) is how much of a variant is free there, as shoppers see it.

It knows neither prices nor orders nor how goods travel.
"""
