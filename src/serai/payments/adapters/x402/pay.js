// Lets the browser's wallet (EIP-1193) sign the transfer (EIP-3009, as EIP-712 typed data) and sends it back.

const form = document.querySelector("form[data-required]");
const wallet = window.ethereum;

function show(name, text) {
  const line = document.querySelector(`[data-${name}]`);
  line.hidden = false;
  if (text) line.querySelector("bdi").textContent = text;
}

function typedData(required, authorization) {
  const bytes = (name, type) => ({ name, type });
  return {
    domain: {
      ...required.extra,
      chainId: Number(required.network.split(":")[1]),
      verifyingContract: required.asset,
    },
    primaryType: "TransferWithAuthorization",
    types: {
      EIP712Domain: [
        bytes("name", "string"), bytes("version", "string"),
        bytes("chainId", "uint256"), bytes("verifyingContract", "address"),
      ],
      TransferWithAuthorization: [
        bytes("from", "address"), bytes("to", "address"), bytes("value", "uint256"),
        bytes("validAfter", "uint256"), bytes("validBefore", "uint256"), bytes("nonce", "bytes32"),
      ],
    },
    message: authorization,
  };
}

function nonce() {
  const random = crypto.getRandomValues(new Uint8Array(32));
  return "0x" + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function pay(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const told = JSON.parse(form.dataset.required);
    const required = told.accepts[0];
    const [from] = await wallet.request({ method: "eth_requestAccounts" });
    const now = Math.floor(Date.now() / 1000);
    const authorization = {
      from, to: required.payTo, value: required.amount, validAfter: "0",
      validBefore: String(now + required.maxTimeoutSeconds), nonce: nonce(),
    };
    const signature = await wallet.request({
      method: "eth_signTypedData_v4",
      params: [from, JSON.stringify(typedData(required, authorization))],
    });
    const payment = {
      x402Version: told.x402Version, resource: told.resource, accepted: required,
      payload: { signature, authorization },
    };
    const answer = await fetch(location.href, {
      method: "POST",
      headers: { Accept: "application/json", "PAYMENT-SIGNATURE": btoa(JSON.stringify(payment)) },
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error || said.detail || String(answer.status));
    form.hidden = true;
    show("paid");
  } catch (failure) {
    show("failed", failure.message);
    button.disabled = false;
  }
}

if (form && wallet) {
  document.querySelector("[data-no-wallet]").hidden = true;
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", pay);
}
