"""
Tills: what a store sells while it may be without a line, and how that comes here.

A **till** counts its own **receipts** and writes **operations** (a sale, a return, cash put in or taken out, a
**shift** opened or closed) with ids that it makes itself. They come here in batches, perhaps hours later, twice,
or out of order; each is **merged** once. What is not as the books say is a **conflict**: noted, never refused,
because the goods are gone and the money is taken.
"""
