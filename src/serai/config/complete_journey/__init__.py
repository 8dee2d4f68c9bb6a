"""The demo shop: the retailer of The Complete Journey, year 2017, as products, stores, people and orders."""
