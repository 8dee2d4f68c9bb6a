"""
Promotions: rules as data that take something off a cart, and say why or why not.

A **promotion** has a **benefit** (what it takes off), **conditions** (on the cart, the buyer, the place), the
**lines** that it is about, a **schedule** and a place in the **stack**. A **coupon** is a code that a shopper
entered, an **allowance** what is left of a promotion's budget and uses; both are handed in. A **verdict**
says for one promotion what it took off, or why it did not.
"""
