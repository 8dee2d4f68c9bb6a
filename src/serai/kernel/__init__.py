"""Words that every context shares: money, ids, time, refusals, states, pages. Plain Python, no I/O."""
