"""The back office in the language of whoever works there: names of things, columns, buttons and what they say."""
