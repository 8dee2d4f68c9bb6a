"""What is known of subscriptions."""
