"""Who fills the ports of the catalogue."""
