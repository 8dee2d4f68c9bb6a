"""What happens to fulfilment groups, one file for each verb."""
