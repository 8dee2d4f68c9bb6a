"""
Finding: what shoppers read most, prepared in advance and answered without a database.

Its words. A **document** is everything that the shop shows of one product in one channel: a **card**
for lists and the **rest** for its page, as finished JSON, with the **facts** by which it is found,
filtered and sorted. A **generation** is a folder of files with all documents of a channel at one
**seq**, the number that grows with every change. The **overlay** is what has changed since. A
**snapshot** is both, merged in the memory of one process and never altered: a refresh makes another.
A **shelf** is a row of suggested products with a title and a reason; **training** is what suggestions
learnt from purchases.

It decides nothing about prices, stock or products: it repeats what their owners say.
"""
