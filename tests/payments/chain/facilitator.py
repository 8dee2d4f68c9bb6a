"""A facilitator: checks transfers as x402 says, puts them on the chain, and answers over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import time

import msgspec
from eth_account import Account
from payments.chain.ledger_of_dollars import Dollars
from payments.chain.wallet import typed

from serai.payments.domain.x402 import PaymentPayload, Requirements, Settled, Verified


class Asked(msgspec.Struct, rename="camel"):
    """What a shop sends."""

    payment_payload: PaymentPayload
    payment_requirements: Requirements


@dataclass
class Facilitator:
    """Pays the chain's fees itself. Levers: `unplugged` answers nothing, `loses` answers after it has settled."""

    dollars: Dollars
    url: str = ""
    unplugged: bool = False
    loses: int = 0
    settlements: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def verify(self, asked: Asked) -> Verified:
        """Check signature, addresses, amount, times, nonce and balance."""
        allowed, required = asked.payment_payload.payload.authorization, asked.payment_requirements
        payer, reason = allowed.from_, ""
        now = int(time())
        if (
            Account.recover_message(
                typed(required, allowed), signature=asked.payment_payload.payload.signature
            )
            != payer
        ):
            reason = "invalid_exact_evm_payload_signature"
        elif allowed.to != required.pay_to:
            reason = "invalid_exact_evm_payload_recipient_mismatch"
        elif int(allowed.value) < int(required.amount):
            reason = "invalid_exact_evm_payload_authorization_value"
        elif not int(allowed.valid_after) <= now < int(allowed.valid_before):
            reason = "invalid_exact_evm_payload_authorization_valid_before"
        elif self._used(asked.payment_payload):
            reason = "invalid_transaction_state"
        elif self.dollars.token.functions.balanceOf(payer).call() < int(allowed.value):
            reason = "insufficient_funds"
        return Verified(not reason, payer, reason)

    def settle(self, asked: Asked) -> Settled:
        """Make the transfer; one that was made is told again."""
        allowed, network = (
            asked.payment_payload.payload.authorization,
            asked.payment_requirements.network,
        )
        with self.lock:
            if made := self._used(asked.payment_payload):
                return Settled(True, made, network, allowed.from_)
            verified = self.verify(asked)
            if not verified.is_valid:
                return Settled(False, "", network, allowed.from_, verified.invalid_reason)
            signature = bytes.fromhex(asked.payment_payload.payload.signature.removeprefix("0x"))
            sent = self.dollars.token.functions.transferWithAuthorization(
                allowed.from_,
                allowed.to,
                int(allowed.value),
                int(allowed.valid_after),
                int(allowed.valid_before),
                bytes.fromhex(allowed.nonce.removeprefix("0x")),
                signature[64],
                signature[:32],
                signature[32:64],
            ).transact()
            receipt = self.dollars.web3.eth.wait_for_transaction_receipt(sent)
        assert receipt["status"] == 1
        self.settlements.append(sent.to_0x_hex())
        return Settled(True, sent.to_0x_hex(), network, allowed.from_)

    def _used(self, payload: PaymentPayload) -> str:
        """Return the transaction that has used a nonce; empty when none has."""
        allowed = payload.payload.authorization
        found = self.dollars.token.events.AuthorizationUsed().get_logs(
            from_block=0,
            argument_filters={
                "authorizer": allowed.from_,
                "nonce": bytes.fromhex(allowed.nonce.removeprefix("0x")),
            },
        )
        return found[0]["transactionHash"].to_0x_hex() if found else ""


@contextmanager
def facilitating(dollars: Dollars) -> Iterator[Facilitator]:
    """Run a facilitator on a port of this machine."""
    facilitator = Facilitator(dollars)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if facilitator.unplugged:
                return self._answer(503, b"{}")
            asked = msgspec.json.decode(body, type=Asked)
            act = {"/verify": facilitator.verify, "/settle": facilitator.settle}[self.path]
            said = msgspec.json.encode(act(asked))
            if self.path == "/settle" and facilitator.loses:
                facilitator.loses -= 1
                return self._answer(504, b"{}")
            return self._answer(200, said)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        facilitator.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield facilitator
        server.shutdown()
