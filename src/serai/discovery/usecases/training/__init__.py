"""What suggestions learn from purchases."""
