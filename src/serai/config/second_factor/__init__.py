"""
The second factor of staff: codes of an app, passkeys, and recovery codes on paper.

It stands in the composition root, since the back office does, and since shoppers' passkeys keep the same rules.
"""
