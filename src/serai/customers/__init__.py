"""
Customers: who shops, how they prove it, where they live and what they allow.

It owns *customers*, their *addresses*, their *consents*, and the ways to log in. A **guest** is known
by an e-mail address only and cannot log in; an **account** can, with a password or with a code sent
by e-mail. A **consent** is one answer to one **purpose**, under one version of a text; answers are
only ever added, and the newest counts. A **household** is a customer of imported demonstration data.

It refuses to know what anybody bought, browsed or was offered. No log line and no refusal names an
e-mail address.
"""
