"""Who fills the ports of others."""
