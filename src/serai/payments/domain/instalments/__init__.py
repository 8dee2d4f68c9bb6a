"""
Paying in instalments: plain arithmetic on what was agreed.

**Terms** are what a channel offers: so many parts, so far apart, for a fee or interest or neither. A **plan**
is an order's total under such terms: its first **part** is paid with the order. Each part is a share of the
**price** of the goods and a share of the **charge** for lending. To **pay off** is to end a plan early; a
**return** lets off what is not paid yet, from the last part backwards, before money is given back.
"""
