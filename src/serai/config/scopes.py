"""What API keys can be allowed to do."""

from types import MappingProxyType

SCOPES = MappingProxyType(
    {
        "shop": "read the shop, fill carts, place orders; alone it makes a publishable key",
        "catalog:read": "read products as staff see them",
        "catalog:write": "create and change products and categories",
        "prices:read": "read prices with their history",
        "prices:write": "set prices",
        "stock:read": "read stock by location",
        "stock:write": "receive, adjust and count stock",
        "orders:read": "read orders",
        "orders:write": "cancel and refund orders",
        "orders:export": "take orders out as files, with names and addresses",
        "orders:import": "bring in orders that were placed elsewhere",
        "prescriptions:read": "see orders that wait for a pharmacist, and open prescriptions",
        "prescriptions:decide": "release and refuse what is prescribed, as a pharmacist",
        "drafts:read": "read drafts of orders",
        "drafts:write": "make up drafts of orders, and place them",
        "drafts:price": "give drafts prices of their own",
        "tills:read": "read tills, what they told, and the reports of shifts",
        "tills:write": "set up tills and deal with what was not as the books say",
        "tills:sell": "take in what a till sold, took back and counted",
        "customers:read": "read customers",
        "customers:write": "write groups and segments, put customers into groups, let them buy for companies",
        "customers:erase": "export what is held of a person, and have a person forgotten",
        "offers:read": "read runs of offers and what became of each customer",
        "offers:write": "send offers to customers who agreed",
        "payments:read": "read payments",
        "ledger:read": "read accounts, statements, entries and the trial balance",
        "ledger:write": "open accounts, post entries by hand and reverse those",
        "log:read": "take evidence of records from the log",
        "events:read": "follow events as they happen",
        "decisions:read": "read slots, policies and experiments",
        "decisions:write": "switch slots, publish policies, run experiments",
        "webhooks:read": "read webhook subscriptions, their deliveries and the event catalogue",
        "webhooks:write": "subscribe webhooks, change them and deliver again",
        "search:read": "see why search finds what it finds, and what shoppers search for in vain",
        "search:write": "teach search synonyms",
        "metrics:read": "read /metrics from another machine",
    }
)
