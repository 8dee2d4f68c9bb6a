"""Notes: one sentence shown once, on the page after a redirect. The cookie holds only its code."""

from serai_storefront.i18n.catalogues import mark

NOTES = {
    "added": mark("Added to your cart."),
    "removed": mark("Removed from your cart."),
    "changed": mark("Your cart has been updated."),
    "merged": mark("Your cart came along to your account."),
    "welcome": mark("Welcome! Your account is ready."),
    "logged-in": mark("You are logged in."),
    "logged-out": mark("You are logged out."),
    "code-sent": mark("If this address has an account, a code is on its way to it."),
    "saved": mark("Saved."),
    "address-removed": mark("Address removed."),
    "passkey-added": mark("Your passkey is ready: log in with it from now on."),
    "passkey-removed": mark("Passkey removed."),
    "card-removed": mark("Card removed."),
    "choice-saved": mark("Your choice has been saved."),
    "order-placed": mark("Thank you! Your order has been placed."),
    "order-cancelled": mark("Your order has been cancelled."),
    "payment-failed": mark("Your bank did not confirm the payment. Nothing has been charged."),
    "authenticate": mark("Your bank asks you to confirm this payment."),
    "log-in-first": mark("Log in to see this page."),
    "coupon-entered": mark("The code is in your cart."),
    "coupon-refused": mark("This code cannot be used. Look for a slip."),
    "coupon-dropped": mark("The code is no longer in your cart."),
    "too-many-codes": mark("Your cart holds as many codes as it can. Take one out first."),
    "tender-added": mark("It pays for this order. Nothing is taken before you order."),
    "tender-removed": mark("It no longer pays for this order."),
    "gift-card-unknown": mark("There is no gift card with this code. Look for a slip."),
    "gift-card-refused": mark("This gift card cannot pay here: it is empty, expired or not yours."),
    "gift-card-kept": mark("The gift card is in your account."),
    "gift-card-not-yours": mark("This gift card was withdrawn, or is in somebody else's account."),
    "no-store-credit": mark("You have no store credit here."),
    "cart-empty": mark("Your cart is empty."),
}
REFUSED = {
    "payment-failed",
    "coupon-refused",
    "too-many-codes",
    "gift-card-unknown",
    "gift-card-refused",
    "gift-card-not-yours",
    "no-store-credit",
}
"""Notes of what was not done; they look like warnings and not like good news."""
