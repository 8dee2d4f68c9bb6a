"""Payment by a signed transfer of a stablecoin, as x402 says it; a facilitator puts it on the chain."""
