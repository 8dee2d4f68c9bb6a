"""Wallets of the browser before the real platform: the sheets are pretended, everything else is real."""

from collections.abc import Callable, Iterator

import pytest
from browser.conftest import Visitor
from browser.test_buying import fill_in_address
from playwright.sync_api import Page, expect
from running_shop import RunningShop, a_folder

pytestmark = pytest.mark.slow

GOODS = [{"sku": "1001", "name": "Whole Milk 1 gal", "price": "3.49"}]
APPLE = """
delete window.PaymentRequest;
window.sheets = [];
window.ApplePaySession = class {
  static STATUS_SUCCESS = 0;
  static canMakePayments() { return true; }
  constructor(version, asks) { this.asks = asks; }
  begin() {
    window.sheets.push(this);
    this.onvalidatemerchant({ validationURL: "https://apple-pay-gateway.apple.com/paymentservices/startSession" });
  }
  completeMerchantValidation(session) {
    sessionStorage.setItem("session", JSON.stringify({ ...session, total: this.asks.total.amount }));
    const token = { paymentData: { data: "test_NUMBER" }, transactionIdentifier: "1" };
    this.onpaymentauthorized({ payment: { token } });
  }
  completePayment() {}
  abort() {}
};
"""
GOOGLE = """
window.PaymentRequest = class {
  constructor([{ supportedMethods, data }], { total }) { Object.assign(this, { supportedMethods, data, total }); }
  async canMakePayment() { return this.supportedMethods === "https://google.com/pay"; }
  async show() {
    sessionStorage.setItem("asked", JSON.stringify([this.data, this.total]));
    const details = { paymentMethodData: { tokenizationData: { token: "examplePaymentMethodToken" } } };
    return { details, complete: async () => {} };
  }
};
"""
NOTHING = "delete window.PaymentRequest; delete window.ApplePaySession;"


@pytest.fixture(scope="module")
def shop_with_wallets() -> Iterator[str]:
    with a_folder() as folder:
        running = RunningShop(folder, storefront=True)
        running.environment |= {
            "SERAI_APPLE_PAY_MERCHANT_ID": "merchant.example.shop",
            "SERAI_GOOGLE_PAY_GATEWAY": "example",
            "SERAI_GOOGLE_PAY_GATEWAY_MERCHANT_ID": "exampleGatewayMerchantId",
            "SERAI_WALLET_MERCHANT_NAME": "Corner Shop",
        }
        running.prepare(GOODS, stock=50)
        running.start()
        try:
            yield f"http://127.0.0.1:{running.port + 1}"
        finally:
            running.stop()


@pytest.fixture
def at_payment(
    visit: Callable[..., Visitor], shop_with_wallets: str
) -> Callable[..., tuple[Visitor, Page]]:
    def come(script: str = NOTHING, **options: object) -> tuple[Visitor, Page]:
        visitor = visit(at=shop_with_wallets, **options)
        visitor.context.add_init_script(script)
        page = visitor.open("/search?q=milk")
        page.get_by_role("button", name="Add to cart").first.click()
        expect(page.get_by_role("link", name="Cart, 1 item")).to_be_visible()
        visitor.open("/checkout")
        fill_in_address(page)
        page.get_by_role("button", name="Continue to payment").click()
        expect(page.get_by_role("heading", name="Check and pay")).to_be_visible()
        return visitor, page

    return come


def test_apple_pay_is_offered_approved_and_pays(at_payment) -> None:
    visitor, page = at_payment(APPLE.replace("NUMBER", "4242424242424242"))
    visitor.photograph("wallets")
    button = page.get_by_role("button", name="with Apple Pay")
    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Apple Pay •••• 4242")).to_be_visible()
    session = page.evaluate("JSON.parse(sessionStorage.getItem('session'))")
    assert session["merchantIdentifier"] == "merchant.example.shop"
    assert float(session["total"]) > 3


def test_google_pay_is_asked_for_by_the_standard_request(at_payment) -> None:
    _, page = at_payment(GOOGLE)
    expect(page.get_by_role("button", name="with Apple Pay")).to_be_hidden()
    page.get_by_role("button", name="with Google Pay").click()

    expect(page.get_by_text("Thank you! Your order has been placed.")).to_be_visible()
    expect(page.get_by_text("Google Pay •••• 4242")).to_be_visible()
    data, total = page.evaluate("JSON.parse(sessionStorage.getItem('asked'))")
    [card] = data["allowedPaymentMethods"]
    assert card["tokenizationSpecification"]["parameters"]["gateway"] == "example"
    assert card["parameters"]["allowedCardNetworks"] == ["VISA", "MASTERCARD", "AMEX"]
    assert total["amount"]["value"] == data["transactionInfo"]["totalPrice"]
    assert data["environment"] == "TEST"


def test_a_declined_wallet_is_told_and_a_card_can_be_typed(at_payment) -> None:
    _, page = at_payment(APPLE.replace("NUMBER", "4000000000000002"))
    page.get_by_role("button", name="with Apple Pay").click()

    expect(page.get_by_role("alert")).to_contain_text("Your card was declined.")
    expect(page.get_by_label("Card number")).to_be_visible()


def test_a_browser_without_wallets_shows_none(at_payment) -> None:
    _, page = at_payment()

    expect(page.get_by_role("button", name="Place the order and pay")).to_be_visible()
    expect(page.get_by_role("heading", name="Pay with your device")).to_be_hidden()


def test_without_scripts_there_are_no_wallets_and_cards_work(at_payment) -> None:
    _, page = at_payment(java_script_enabled=False)

    expect(page.get_by_role("button", name="Place the order and pay")).to_be_visible()
    expect(page.get_by_role("heading", name="Pay with your device")).to_be_hidden()
