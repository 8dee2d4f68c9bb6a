"""What every page stands on: visits, forms, cookies, headers, static files and templates."""
