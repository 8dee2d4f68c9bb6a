"""
What a customer's next basket holds: candidates, what is known of each, a learned order.

A *log* is a `polars.DataFrame` with one line per product of a basket and the columns of `log.COLUMNS`.
Everything that is said of a moment is said from the lines before it, so the same functions describe the
past for learning and the present for the shop.
"""
