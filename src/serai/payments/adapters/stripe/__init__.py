"""
The Stripe API as a payment processor: PaymentIntents, refunds, disputes, signed webhooks, balance transactions.

Speaks the HTTP API itself (https://docs.stripe.com/api); needs no library. What a payment's life needs is
asked in two steps, so that a repeated or lost call never takes money twice: the intent is made under our key
without being confirmed, and then confirmed by its own id.
"""
