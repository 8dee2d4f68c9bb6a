"""The map of the shop: which address shows which page."""

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from serai_storefront.pages import (
    alerts,
    call_off,
    category,
    choices,
    compare,
    completions,
    departments,
    destination,
    downloads,
    events,
    gift,
    gift_cards,
    home,
    kept,
    kept_pictures,
    language,
    machines,
    offer,
    one_click,
    order,
    order_changes,
    pay_difference,
    pictures,
    places,
    prescriptions,
    product,
    return_wizard,
    returns,
    search,
    site_map,
    stores,
    substitutes,
)
from serai_storefront.pages.account import (
    addresses,
    cards,
    consents,
    history,
    instalments,
    log_in,
    offers,
    overview,
    passkeys,
    privacy,
    purse,
    register,
    subscribe,
    subscriptions,
)
from serai_storefront.pages.account import alerts as account_alerts
from serai_storefront.pages.cart import (
    add_to_cart,
    change_cart_line,
    codes,
    order_again,
    recipients,
    show_cart,
    wrapping,
)
from serai_storefront.pages.checkout import (
    age,
    contact,
    delivery,
    payment,
    tenders,
    wallets,
    wishes,
)
from serai_storefront.pages.checkout import instalments as checkout_instalments
from serai_storefront.web.front import Front
from serai_storefront.web.page import page, private


class SlugConvertor(Convertor[str]):
    """One segment of an address: letters, digits, and signs that cannot climb out of a path."""

    regex = r"\w[\w.~-]{0,199}"

    def convert(self, value: str) -> str:
        """Return the segment itself."""
        return value

    def to_string(self, value: str) -> str:
        """Return the segment itself."""
        return value


register_url_convertor("slug", SlugConvertor())


def routes(front: Front) -> list[BaseRoute]:
    """Return every route; static files and machine-read files sit at the root, ready for a service worker."""
    return [
        Route("/", page(home.show)),
        Route("/departments", page(departments.show)),
        Route("/c/{slug:slug}", page(category.show)),
        Route("/search", page(search.show)),
        Route("/search/completions", page(completions.show, frame=False)),
        Route("/p/{slug:slug}", page(product.show)),
        Route("/p/{slug:slug}/stores", page(stores.show)),
        Route("/alerts", page(alerts.ask), methods=["POST"]),
        Route("/alerts/{link}", page(alerts.show)),
        Route("/alerts/{link}/confirmation", page(alerts.confirm), methods=["POST"]),
        Route("/alerts/{link}/removal", page(alerts.end), methods=["POST"]),
        Route("/account/alerts", page(account_alerts.show)),
        Route("/account/alerts/{alert:slug}/removal", page(account_alerts.end), methods=["POST"]),
        Route("/kept", page(kept.show)),
        Route("/kept", page(kept.keep), methods=["POST"]),
        Route("/kept/removal", page(kept.forget), methods=["POST"]),
        Route("/compare", page(compare.show)),
        Route("/compare", page(compare.add), methods=["POST"]),
        Route("/compare/removal", page(compare.remove), methods=["POST"]),
        Route("/stores/own", page(stores.choose), methods=["POST"]),
        Route("/destination", page(destination.keep), methods=["POST"]),
        Route("/gift-cards", private(gift_cards.show)),
        Route("/gift-cards", private(gift_cards.tell), methods=["POST"]),
        Route("/places", page(places.show, frame=False)),
        *_cart_and_checkout(),
        *_account(),
        Route("/language", page(language.choose), methods=["POST"]),
        Route("/choices", page(choices.show)),
        Route("/choices", page(choices.decide), methods=["POST"]),
        Route("/choices/traces", page(choices.forget), methods=["POST"]),
        Route("/events", events.take, methods=["POST"]),
        Route("/pictures/{category:slug}/{kind:slug}/{product:slug}.svg", pictures.show),
        Route("/media/{name:slug}", kept_pictures.show),
        Route("/static/{version:slug}/{name:slug}", front.static.serve),
        Route("/favicon.svg", machines.favicon),
        Route("/robots.txt", machines.robots),
        Route("/sitemap.xml", site_map.show_index),
        Route("/sitemaps/departments.xml", site_map.show_departments),
        Route("/sitemaps/products-{part:int}.xml", site_map.show_products),
        Route(machines.APPLES_FILE, machines.apples_file),
        Route("/healthz", machines.health),
    ]


def _cart_and_checkout() -> list[BaseRoute]:
    return [
        Route("/cart", page(show_cart.show)),
        Route("/offers/{cart_id:slug}/{token:slug}", private(offer.show)),
        Route("/offers/{cart_id:slug}/{token:slug}", private(offer.take), methods=["POST"]),
        Route("/cart/lines", page(add_to_cart.add), methods=["POST"]),
        Route("/cart/lines/{sku:slug}", page(change_cart_line.change), methods=["POST"]),
        Route("/cart/lines/{sku:slug}/recipients", page(recipients.show)),
        Route("/cart/lines/{sku:slug}/recipients", page(recipients.keep), methods=["POST"]),
        Route("/cart/lines/{sku:slug}/later", page(kept.move_out_of_cart), methods=["POST"]),
        Route("/cart/codes", page(codes.enter), methods=["POST"]),
        Route("/cart/gift", page(gift.keep), methods=["POST"]),
        Route("/cart/wrapping", page(wrapping.keep), methods=["POST"]),
        Route("/cart/codes/{code:slug}", page(codes.drop), methods=["POST"]),
        Route("/checkout", private(contact.show)),
        Route("/checkout", private(contact.keep), methods=["POST"]),
        Route("/checkout/delivery", private(delivery.show)),
        Route("/checkout/delivery", private(delivery.choose), methods=["POST"]),
        Route("/checkout/substitutions", private(wishes.keep), methods=["POST"]),
        Route("/checkout/age", private(age.declare), methods=["POST"]),
        Route("/checkout/prescriptions", private(prescriptions.show_of_cart)),
        Route("/checkout/prescriptions", private(prescriptions.take_of_cart), methods=["POST"]),
        Route("/checkout/tenders", private(tenders.add), methods=["POST"]),
        Route("/checkout/tenders/removal", private(tenders.remove), methods=["POST"]),
        Route("/checkout/payment", private(payment.show)),
        Route("/checkout/payment", private(payment.place), methods=["POST"]),
        Route("/checkout/instalments", private(checkout_instalments.show)),
        Route("/checkout/instalments", private(checkout_instalments.agree), methods=["POST"]),
        Route(
            "/checkout/instalments/card", private(checkout_instalments.keep_card), methods=["POST"]
        ),
        Route("/checkout/apple-pay-session", private(wallets.apple_session), methods=["POST"]),
        Route("/one-click", private(one_click.show)),
        Route("/one-click", private(one_click.begin), methods=["POST"]),
        Route("/one-click/challenge", private(one_click.challenge), methods=["POST"]),
        Route("/one-click/order", private(one_click.place), methods=["POST"]),
        Route("/orders/{order_id:slug}", private(order.show)),
        Route("/orders/{order_id:slug}/again", private(order_again.order_again), methods=["POST"]),
        Route("/orders/{order_id:slug}/papers", private(order.show_papers)),
        Route("/orders/{order_id:slug}/downloads", private(downloads.show)),
        Route("/orders/{order_id:slug}/prescriptions", private(prescriptions.show_of_order)),
        Route(
            "/orders/{order_id:slug}/prescriptions",
            private(prescriptions.take_of_order),
            methods=["POST"],
        ),
        Route("/orders/{order_id:slug}/payment-return", private(order.come_back)),
        Route("/orders/{order_id:slug}/cancellation", private(order.cancel), methods=["POST"]),
        Route("/substitutes/{link:slug}", private(substitutes.show)),
        Route("/substitutes/{link:slug}", private(substitutes.decide), methods=["POST"]),
        *_after_the_order(),
    ]


def _after_the_order() -> list[BaseRoute]:
    order_path = "/orders/{order_id:slug}"
    change = f"{order_path}/changes/{{change_id:slug}}"
    return [
        Route(f"{order_path}/changes", private(order_changes.show)),
        Route(f"{order_path}/cancelled-lines", private(call_off.call_off), methods=["POST"]),
        Route(f"{change}/payment", private(pay_difference.pay), methods=["POST"]),
        Route(f"{change}/payment-return", private(order_changes.come_back)),
        Route(f"{change}/withdrawal", private(order_changes.withdraw), methods=["POST"]),
        Route(f"{order_path}/return", private(return_wizard.show)),
        Route(f"{order_path}/return", private(return_wizard.request_return), methods=["POST"]),
        Route(f"{order_path}/returns/{{return_id:slug}}", private(returns.show_one)),
        Route(
            f"{order_path}/returns/{{return_id:slug}}/cancellation",
            private(returns.cancel),
            methods=["POST"],
        ),
    ]


def _account() -> list[BaseRoute]:
    return [
        Route("/account", private(overview.show)),
        Route("/account", private(overview.change), methods=["POST"]),
        Route("/account/tax-id", private(overview.keep_tax_id), methods=["POST"]),
        Route("/account/login", private(log_in.show)),
        Route("/account/login", private(log_in.with_password), methods=["POST"]),
        Route("/account/login-code", private(log_in.show_code)),
        Route("/account/login-code", private(log_in.send_code), methods=["POST"]),
        Route("/account/login-code/verify", private(log_in.with_code), methods=["POST"]),
        Route("/account/logout", private(log_in.out), methods=["POST"]),
        Route("/account/register", private(register.show)),
        Route("/account/register", private(register.register), methods=["POST"]),
        Route("/account/orders", private(history.show)),
        Route("/account/returns", private(returns.show_mine)),
        Route("/account/addresses", private(addresses.show)),
        Route("/account/addresses", private(addresses.add), methods=["POST"]),
        Route("/account/addresses/{address_id:slug}", private(addresses.edit)),
        Route("/account/addresses/{address_id:slug}", private(addresses.change), methods=["POST"]),
        Route(
            "/account/addresses/{address_id:slug}/removal",
            private(addresses.remove),
            methods=["POST"],
        ),
        Route("/account/offers", private(offers.show)),
        Route("/account/gift-cards", private(purse.show)),
        Route("/account/gift-cards", private(purse.keep), methods=["POST"]),
        *_instalments(),
        *_subscriptions(),
        *_passkeys_and_cards(),
        Route("/account/consents", private(consents.show)),
        Route("/account/consents", private(consents.record), methods=["POST"]),
        Route("/account/privacy", private(privacy.show)),
        Route("/account/privacy/export", private(privacy.export), methods=["POST"]),
        Route("/account/privacy/erasure", private(privacy.erase), methods=["POST"]),
        Route("/account/privacy/code", private(privacy.send_code), methods=["POST"]),
        Route(
            "/account/privacy/{request_id:slug}/withdrawal",
            private(privacy.withdraw),
            methods=["POST"],
        ),
    ]


def _instalments() -> list[BaseRoute]:
    plan = "/account/instalments/{plan_id:slug}"
    return [
        Route("/account/instalments", private(instalments.show_all)),
        Route(plan, private(instalments.show)),
        Route(f"{plan}/payment", private(instalments.pay), methods=["POST"]),
        Route(f"{plan}/payment-return", private(instalments.come_back)),
        Route(f"{plan}/card", private(instalments.change_card), methods=["POST"]),
        Route(f"{plan}/new-card", private(instalments.add_card), methods=["POST"]),
    ]


def _subscriptions() -> list[BaseRoute]:
    one = "/account/subscriptions/{subscription_id:slug}"
    return [
        Route("/account/subscriptions", private(subscriptions.show_all)),
        Route("/account/subscriptions", private(subscribe.begin), methods=["POST"]),
        Route("/account/subscriptions/new", private(subscribe.show)),
        Route("/account/subscriptions/new-card", private(subscribe.add_card), methods=["POST"]),
        Route(one, private(subscriptions.show)),
        Route(one, private(subscriptions.change), methods=["POST"]),
        Route(f"{one}/{{move:slug}}", private(subscriptions.move), methods=["POST"]),
    ]


def _passkeys_and_cards() -> list[BaseRoute]:
    return [
        Route("/account/login-passkey", private(passkeys.log_in), methods=["POST"]),
        Route("/account/login-passkey/options", private(passkeys.login_options), methods=["POST"]),
        Route("/account/passkeys", private(passkeys.show)),
        Route("/account/passkeys", private(passkeys.add), methods=["POST"]),
        Route("/account/passkeys/options", private(passkeys.options), methods=["POST"]),
        Route("/account/passkeys/{passkey_id:slug}", private(passkeys.rename), methods=["POST"]),
        Route(
            "/account/passkeys/{passkey_id:slug}/removal",
            private(passkeys.remove),
            methods=["POST"],
        ),
        Route("/account/cards", private(cards.show)),
        Route("/account/cards/{card_id:slug}/default", private(cards.choose), methods=["POST"]),
        Route("/account/cards/{card_id:slug}/removal", private(cards.remove), methods=["POST"]),
    ]
