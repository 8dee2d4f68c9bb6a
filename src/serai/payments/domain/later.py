"""Methods whose money comes by itself after the order was agreed."""

BANK_TRANSFER = "bank_transfer"
CASH_ON_DELIVERY = "cash_on_delivery"
CASH_AT_STORE = "cash_at_store"
CARD_AT_TERMINAL = "card_at_terminal"
TERMINAL = "terminal"
"""Who keeps what a terminal beside a till has taken."""
DAYS_TO_PAY = 14
"""How long a transfer is waited for where the channel's account says nothing else."""
KEEPERS = {CASH_AT_STORE: "cash", CARD_AT_TERMINAL: TERMINAL}
"""Who keeps the money that crosses a counter, by method."""
CASH = (CASH_ON_DELIVERY, CASH_AT_STORE)
PAID_LATER = (BANK_TRANSFER, *CASH)
"""Who chooses one of these is believed: the order is accepted, and paid when the money is there."""
