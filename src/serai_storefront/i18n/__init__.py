"""Languages, catalogues and formats: how the shop front speaks to its reader."""
