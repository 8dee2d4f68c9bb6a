"""The platform's public shop API, as typed calls. Nothing here knows a page or a template."""
