"""
Product pictures, drawn: the data has no photographs, so a shape of packaging is chosen by the words of the category,
its colours by the family of goods and the product, its label by the product's own words.

The same three slugs always give the same picture. Slugs never reach the drawing unescaped.
"""
