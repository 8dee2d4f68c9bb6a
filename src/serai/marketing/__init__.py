"""
What the shop offers to whom on its own accord, and tells whom because they asked.

A *run* of offers gives members of a segment at most one offer each, within a budget. A *sending* is what became of a
customer in it: an offer was sent, was kept back (holdout), or only noted (shadow). An *offer* is a promotion of
`pricing` that coupons open; its *coupon* is the customer's own and works once.

A *reading* is what a run has shown: those an offer was sent to beside those a lot kept from it. What people bought it
takes from the facts alone, to read runs and to learn which categories somebody buys from.

An *alert* is what a shopper asked to be told, once: that an article costs them at most so much, or is there again.
It stands here because it needs both what articles cost (`pricing`) and whether they are there (`inventory`), is a
letter, and nobody below has to know of it. It *waits*, falls *due* when an event brings what was waited for, and is
over when it is *told*.

Refuses to know orders, how a promotion lowers a price, and how it is predicted who leaves.
"""
