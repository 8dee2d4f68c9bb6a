"""What people do with invoices, credit notes and what is printed of an order."""
