"""Bank statements as files."""
