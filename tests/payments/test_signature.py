"""Signatures in the form of the Standard Webhooks specification."""

import base64
from datetime import UTC, datetime

from serai.payments.adapters.local.signature import signed_headers, verified_id

SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
BODY = b'{"test": 2432232314}'
SIGNED = datetime.fromtimestamp(1614265330, UTC)


def test_the_known_answer_of_the_reference_libraries():
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", BODY, secret=SECRET, now=SIGNED)

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_one_good_signature_among_several_is_enough():
    headers = signed_headers("msg_1", BODY, secret=SECRET, now=SIGNED)
    good = headers["webhook-signature"]

    several = headers | {"webhook-signature": f"v1,b2xk v2,bmV3 {good}"}

    assert verified_id(several, BODY, secret=SECRET, now=SIGNED) == "msg_1"


def test_header_names_may_be_written_in_any_case():
    headers = signed_headers("msg_1", BODY, secret=SECRET, now=SIGNED)

    shouted = {name.title(): value for name, value in headers.items()}

    assert verified_id(shouted, BODY, secret=SECRET, now=SIGNED) == "msg_1"
