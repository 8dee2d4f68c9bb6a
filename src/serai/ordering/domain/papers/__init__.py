"""
What is printed of an order.

Invoices and credit notes are issued: numbered without a gap, frozen, and kept. Receipts, packing slips and
return labels are printed anew whenever somebody asks.
"""
