"""The back office: Django's admin with a theme, a start page, and nothing that bypasses a use case."""
