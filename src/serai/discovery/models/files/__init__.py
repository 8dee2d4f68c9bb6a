"""Generations and trainings as files: written whole, switched at once, mapped into memory."""
