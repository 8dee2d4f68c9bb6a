"""
Payments: how an order is paid, and how money goes back.

Owns the life of a payment, its refunds, and the port to whoever moves the money.

Words: a *payment* is one attempt to take one amount for one order; a *charge* is what the processor
books for it, under the payment's id as idempotency key; to *settle* is to bring a payment to what
the processor says, by whichever way the news came (answer, webhook, browser return, recovery); a
*step* is one change in a payment's life, never altered; a *refund* returns part of what was captured.

Refuses to know: what an order contains, why it is paid or refunded, and any card number.
"""
