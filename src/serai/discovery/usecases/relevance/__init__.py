"""How good search is, measured on sets with human judgements."""
