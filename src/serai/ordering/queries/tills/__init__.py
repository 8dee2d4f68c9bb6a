"""What is asked about tills."""
