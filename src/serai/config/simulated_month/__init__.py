"""
A month in the life of the demo's centre and 457 stores: orders, full days, closures, late carriers.

Shoppers, hands and carriers are simulated; everything that the platform does is done by its own use cases, at
the instants of that month, on a database of its own. Packers know nothing of what was promised: whether it was
kept is read afterwards from what they did. `serai evaluate promise` runs it.
"""
