"""Articles that not everybody may have everywhere."""
