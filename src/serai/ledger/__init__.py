"""
Double-entry books in any unit.

Its words. An **account** has a kind, an owner and a unit (a currency, `PTS`, `KGCO2E`, …) and a **normal
side**, debit or credit, on which its balance grows. An **entry** is one thing that happened; its **postings**
debit some accounts and credit others and sum to zero in each unit. Entries are only added: a mistake is undone
by a **reversal**. The **reference** is the caller's name of an entry; repeated, it posts once. A **hold** keeps
part of a balance for a purpose until it is captured, released or over; what is not held is **available**.
Where an account keeps **lots**, each increase is a lot that may expire, and the first to expire is used first;
what expires goes to **breakage**.

It knows neither orders nor payments nor rewards: who posts says what an entry means.
"""
