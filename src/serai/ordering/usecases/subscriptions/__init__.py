"""What happens to subscriptions, one file for each verb."""
