"""What is asked about drafts."""
