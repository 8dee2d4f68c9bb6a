"""Why a product is expected in a customer's next basket."""

WHY = ("habit", "rhythm", "kind", "neighbours", "popular", "offer")
"""By the codes of `Training.foreseen_why`; the order of `serai_science.next_basket.reasons.FAMILIES`."""
