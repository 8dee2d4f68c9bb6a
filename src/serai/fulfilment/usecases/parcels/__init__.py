"""What people and carriers do with parcels."""
