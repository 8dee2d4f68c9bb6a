"""What customers will buy: how often, for how much, and whether they are still customers at all."""
