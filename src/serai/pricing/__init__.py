"""
What things cost, and why.

Its words. A **price entry** says what one unit of a variant costs in a channel from an instant on; entries
are only added, and of those that are valid the one that began last counts. **Compare-at** is a former or
recommended price, shown beside the price. An **adjustment** is a rule that takes something off (promotions
will be adjustments). A **tax policy** says which rates a channel charges, whether its prices contain the
tax and where it is rounded. **Items** is the sum of the lines before discounts. A **priced cart** is what
the pricing function makes of a cart: sums that add up, an explanation, and the hash of the rules.

It knows neither stock nor orders nor how money moves.
"""
