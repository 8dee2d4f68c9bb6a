"""Costs, competitors and terms come in; prices are proposed, accepted and rejected."""
