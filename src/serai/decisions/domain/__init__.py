"""Plain rules of choosing: slots, policies, assignment, tokens."""
