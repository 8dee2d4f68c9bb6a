"""From a shopper's words to a ranking: read the query, match the words, rank what matches."""
