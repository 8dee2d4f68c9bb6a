/**
 * Buttons of the browser's own wallets, shown where the browser offers them. What a wallet gives after the reader
 * approved travels in a hidden field of the ordinary form. Nobody else's script is loaded: Apple's sheet is the
 * browser's, and Google Pay is asked for by the standard PaymentRequest. Without this script nothing is shown.
 */
const GOOGLE = "https://google.com/pay";
const APPLES_NAMES = { mastercard: "masterCard", unionpay: "chinaUnionPay" };
const WALLETS = {
  apple_pay: { offered: () => window.ApplePaySession?.canMakePayments(), approve: approveByApple },
  google_pay: { offered: (asks) => window.PaymentRequest && requestOf(asks).canMakePayment(), approve: approveByGoogle },
};

for (const form of document.querySelectorAll("[data-wallet]")) offer(form);

async function offer(form) {
  const asks = JSON.parse(form.dataset.wallet);
  const wallet = WALLETS[asks.method];
  try {
    if (!(await wallet.offered(asks))) return;
  } catch {
    return; // a browser that will not say is one that does not offer it
  }
  form.hidden = false;
  form.closest("[data-wallets]").hidden = false;
  // Ahead of whatever else looks at a form that is sent: without an approval it is not.
  form.addEventListener("submit", (event) => {
    if (form.elements.payload.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.dataset.asking) pay(form, wallet, asks);
  }, { capture: true });
}

async function pay(form, wallet, asks) {
  form.dataset.asking = "yes";
  const button = form.querySelector("button");
  button.classList.add("is-busy");
  say(form, "");
  try {
    form.elements.payload.value = await wallet.approve(asks, form);
    setTimeout(() => form.requestSubmit()); // a form is not sent while it is still being asked whether it may be
  } catch (error) {
    if (error?.name !== "AbortError") say(form, form.dataset.silent);
  } finally {
    delete form.dataset.asking;
    button.classList.remove("is-busy");
  }
}

/** The bank is asked only when the form arrives, so the sheet is closed without saying how it went. */
async function approveByGoogle(asks) {
  const response = await requestOf(asks).show();
  await response.complete("unknown");
  return response.details.paymentMethodData.tokenizationData.token;
}

function requestOf(asks) {
  const data = {
    environment: asks.is_test ? "TEST" : "PRODUCTION",
    apiVersion: 2,
    apiVersionMinor: 0,
    merchantInfo: { merchantId: asks.merchant_id, merchantName: asks.merchant_name },
    allowedPaymentMethods: [{
      type: "CARD",
      parameters: {
        allowedAuthMethods: ["PAN_ONLY", "CRYPTOGRAM_3DS"],
        allowedCardNetworks: asks.networks.map((network) => network.toUpperCase()),
      },
      tokenizationSpecification: { type: "PAYMENT_GATEWAY", parameters: gatewayOf(asks) },
    }],
    transactionInfo: {
      countryCode: asks.country,
      currencyCode: asks.currency,
      totalPriceStatus: "FINAL",
      totalPrice: asks.total,
    },
  };
  const total = { label: asks.merchant_name, amount: { currency: asks.currency, value: asks.total } };
  return new PaymentRequest([{ supportedMethods: GOOGLE, data }], { total });
}

function gatewayOf({ gateway, gateway_merchant_id: merchant }) {
  if (gateway !== "stripe") return { gateway, gatewayMerchantId: merchant };
  return { gateway, "stripe:version": "2018-10-31", "stripe:publishableKey": merchant };
}

function approveByApple(asks, form) {
  const session = new ApplePaySession(3, {
    countryCode: asks.country,
    currencyCode: asks.currency,
    supportedNetworks: asks.networks.map((network) => APPLES_NAMES[network] ?? network),
    merchantCapabilities: ["supports3DS"],
    total: { label: asks.merchant_name, amount: asks.total },
  });
  return new Promise((resolve, reject) => {
    session.onvalidatemerchant = async ({ validationURL }) => {
      try {
        session.completeMerchantValidation(await validated(form, validationURL));
      } catch (error) {
        session.abort();
        reject(error);
      }
    };
    session.onpaymentauthorized = ({ payment }) => {
      session.completePayment(ApplePaySession.STATUS_SUCCESS);
      resolve(JSON.stringify(payment.token));
    };
    session.oncancel = () => reject(new DOMException("The reader closed the sheet.", "AbortError"));
    session.begin();
  });
}

async function validated(form, url) {
  const body = new URLSearchParams({ form_token: form.elements.form_token.value, validation_url: url });
  const said = await fetch("/checkout/apple-pay-session", { method: "POST", headers: { Accept: "application/json" }, body });
  if (!said.ok) throw new Error(String(said.status));
  return said.json();
}

function say(form, sentence) {
  form.querySelector("[data-said]").textContent = sentence;
}
