"""What happens to substitutes for what a store does not have, one file for each verb."""
