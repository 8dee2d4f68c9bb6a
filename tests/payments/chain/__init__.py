"""A chain inside this process, a dollar on it, wallets, and a facilitator that speaks x402 over HTTP."""
