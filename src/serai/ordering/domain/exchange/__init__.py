"""The file format in which orders leave and come in."""
