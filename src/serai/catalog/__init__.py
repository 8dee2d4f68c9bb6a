"""
What can be sold: products and their variants, and where they stand.

Its words. A **product** is what a shopper reads about; a **variant** is what is counted, priced
and put into a cart, and has a SKU. A **set** is a variant that consists of others. A **category** is a place
in one tree. A **brand** is whose name is on the package; a private label is the shop's own. An **attribute**
is a property with a type. A **channel** is a place of sale (a web shop, a till) with its currency, language
and country; an **assortment** says which products it sells, from when, until when. A **seller** is who sells
them.

It knows neither prices nor stock nor orders.
"""
