"""
What was recorded stays what it was, and everybody can check it.

Its words. A **record** is a row that another context only adds: a movement of stock, a price, a consent, an
entry of the ledger; the context that owns it hands it over as a **source**. The **log** is the list of all
records in the order in which they were taken in; a **leaf** is the hash of one. The leaves are hashed in
pairs up to one **root** (the Merkle tree of RFC 6962), kept in **tiles** of 256. A **head** is a size, its
root and the time, signed by the log's **key**; keys take turns, each vouching for the next. A **proof of
inclusion** shows that a record is in the log of a head, a **proof of consistency** that a later log begins
with an earlier one. **Evidence** is a record with its proof, to be checked by anybody. An **anchor** is a
place outside of the database where heads are kept.

It knows neither what records mean nor who may see them: what it shows in public are hashes.
"""
