"""Writes: documents, generations, trainings."""
