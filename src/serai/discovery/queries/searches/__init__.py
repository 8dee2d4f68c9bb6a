"""What shoppers search for, and what their words mean."""
