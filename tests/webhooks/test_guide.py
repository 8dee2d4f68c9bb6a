"""The receiver of the guide does what the guide says."""

import re
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from factories.webhooks import an_order_is_placed

from serai.kernel import clock
from serai.plumbing.models import WebhookAttempt, WebhookDelivery
from serai.plumbing.webhooks.endpoints import secret_of
from serai.plumbing.webhooks.replay import replay_delivery

pytestmark = pytest.mark.django_db(transaction=True)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "webhooks.md"


def test_the_receiver_verifies_counts_once_and_refuses_forgeries(subscribed, courier):
    [code] = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), flags=re.DOTALL)
    names: dict = {}
    exec(code, names)
    receiver = names["Receiver"]
    receiver.log_message = lambda *words: None
    with HTTPServer(("127.0.0.1", 0), receiver) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        view = subscribed(f"http://127.0.0.1:{server.server_port}/")
        receiver.secret = "whsec_" + "A" * 40
        an_order_is_placed()
        with courier():
            _wait(lambda: WebhookAttempt.objects.filter(status=401).exists())
            assert receiver.orders == []
            receiver.secret = secret_of(view.id)
            for _ in range(2):
                replay_delivery(WebhookDelivery.objects.get().pk, now=clock.now())
                _wait(lambda: WebhookDelivery.objects.get().state == "delivered")
        server.shutdown()
        serving.join()

    assert receiver.orders == ["24-0001"]


def _wait(true) -> None:
    from time import monotonic, sleep

    deadline = monotonic() + 60
    while not true():
        assert monotonic() < deadline
        sleep(0.05)
