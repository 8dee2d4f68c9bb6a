"""
A provider to whose pages the shopper is sent, such as one that lets them pay later.

The order waits as `requires_action` with the address of the provider's page; the shopper approves or refuses there
and comes back; the provider's signed webhook tells the same. JSON over HTTPS, a bearer key, amounts in minor units:

* `POST /v1/sessions` opens one, once for each `reference` (our payment's id), and returns it with its page;
* `GET /v1/sessions/{reference}` returns it, or 404;
* `POST /v1/sessions/{reference}/captures`, `/refunds`, `/cancellation`: each once for its `key`;
* webhooks as the Standard Webhooks specification says, with the session or the refund as their body.
"""
