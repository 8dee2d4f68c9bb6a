"""What happens to returns, one file for each verb."""
