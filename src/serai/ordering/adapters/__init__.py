"""What ordering does for the ports of lower tiers."""
