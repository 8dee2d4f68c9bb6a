"""
Ordering: from the first line in a cart to an order that is paid, cancelled or refunded.

Owns carts, delivery rates, orders and their lines.

Words: a *cart* is what a shopper means to buy, one row with a version; it is `open`, `ordered`, or
`merged` into the cart of the account that its guest logged in to. A *guest token* is the secret of a
cart without an account; it also opens the orders made from it. *Checkout* fills the cart's contact,
delivery and payment. An *order* copies everything it must remember; it is `placing` from before the
processor is asked until the answer is known. *Items* is the sum of the lines before discounts. A
*rate* is a row of the delivery price table.

Refuses to know: how stock is counted, how prices are made, what a card looks like after the call.
"""
