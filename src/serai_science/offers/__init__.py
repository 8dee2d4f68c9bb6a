"""What an offer does, learned from runs that kept it from some by lot."""
