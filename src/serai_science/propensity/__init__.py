"""Who will use an offer: from what they bought, and from the offers they used before."""
