"""How words of a language are cut, folded and stemmed, and which of them mean the same."""
