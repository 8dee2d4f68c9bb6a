"""
The steps of `upsert_products`: stage the rows, check them against what is there, write them.

All of them work on temporary tables, in a fixed number of statements however many rows there are.
`catalog_staged` holds the rows as they came, `catalog_load` the same rows with the products and
variants they mean, `catalog_touched` what was written.
"""
