"""Who fills the ports of discovery."""
