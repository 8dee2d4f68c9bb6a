"""The one writer: from spools to Parquet, and every later change of a file."""
