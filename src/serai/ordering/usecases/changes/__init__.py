"""What happens to documents that change orders, one file for each verb."""
