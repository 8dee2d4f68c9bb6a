"""Refusals of the platform in the reader's words. Codes are the platform's; sentences are ours."""

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api.problems import Problem

BY_CODE = {
    "unavailable": mark("We cannot reach the shop right now. Try again in a moment."),
    "processor_unavailable": mark(
        "We have not heard from your bank yet. Try again: you are never charged twice."
    ),
    "price_changed": mark(
        "The total has changed since you last saw it. Check it and confirm again."
    ),
    "promise_changed": mark("It comes later than you last saw. Look at the day and confirm again."),
    "price_is_there": mark("It costs no more than that already. Enter a lower price."),
    "article_is_there": mark("It is available already."),
    "too_many_alerts": mark("You wait for as many articles as one can. End an alert first."),
    "too_many_letters": mark("This address was written to often enough. Try again in an hour."),
    "out_of_stock": mark("Not enough of a product is left."),
    "too_young": mark("You are too young to buy something in this cart."),
    "birth_date_needed": mark("Enter your date of birth"),
    "bad_birth_date": mark("Enter your date of birth"),
    "age_not_declared": mark("Confirm your age to go on"),
    "not_sold_there": mark("The law there does not let us sell something in your cart like this."),
    "too_much_of_it": mark("The law lets us sell you only so much of this within some days."),
    "bad_prescription": mark("This file cannot be used: send a PDF, PNG or JPEG of at most 8 MB."),
    "substitute_is_settled": mark("This is settled already; look at the order."),
    "payment_declined": mark("Your card was declined. Nothing has been charged. Try another card."),
    "wallet_refused": mark("The wallet's approval cannot be used. Approve the payment again."),
    "wallet_unavailable": mark("The wallet does not answer. Pay by card, or try again."),
    "card_refused": mark("This card cannot be used. Check it, or try another."),
    "payment_is_live": mark("This payment is already under way. Wait a moment, then look again."),
    "key_reused": mark("This form has already been used. Reload the page and try again."),
    "passkey_refused": mark("This passkey was not accepted. Try again, or use another way."),
    "challenge_refused": mark("This took too long. Try again."),
    "too_many_passkeys": mark("You have as many passkeys as one can have. Remove one first."),
    "confirmation_needed": mark("Confirm this purchase with your passkey."),
    "instrument_refused": mark("This kept card cannot be used any more. Choose another."),
    "instrument_not_found": mark("This kept card is no longer there. Choose another."),
    "tenders_changed": mark(
        "What is left to pay has changed since you last saw it. Check it and confirm again."
    ),
    "balance_too_small": mark("There is less left on your gift card or credit than a moment ago."),
    "tender_too_small": mark("There is not enough on it to pay all of this. Pay another way."),
    "gift_card_not_found": mark("There is no gift card with this code. Look for a slip."),
    "gift_card_unusable": mark(
        "This gift card cannot pay here: it is empty, expired or not yours."
    ),
    "no_store_credit": mark("You have no store credit here."),
    "plan_outdated": mark(
        "The instalments have changed since you last saw them. Check them and agree again."
    ),
    "terms_not_offered": mark(
        "This amount cannot be paid in these instalments. Choose others, or pay another way."
    ),
    "nothing_to_collect": mark("Nothing is to be paid for this any more."),
    "collection_under_way": mark(
        "A payment for this is under way. Wait a moment, then look again."
    ),
    "collection_changed": mark("Another amount is to be paid now. Check it and pay again."),
    "method_not_offered": mark("This way to pay is not offered for this order. Choose another."),
    "total_changed": mark(
        "The price has changed since you last saw it. Check it and confirm again."
    ),
    "period_under_way": mark("This order is being paid just now. Try again in a minute."),
    "subscription_changed": mark("It was changed elsewhere. Look at it again."),
    "bad_order_day": mark("Choose a day from tomorrow on, within a year."),
    "not_in_plan": mark("This cannot be subscribed like this."),
    "cart_closed": mark("This cart has already become an order."),
    "cart_busy": mark("Your cart is being changed elsewhere. Try again."),
    "cart_incomplete": mark(
        "Something is missing before you can order. Go through the steps once more."
    ),
    "bad_quantity": mark("This quantity is not possible."),
    "too_many_lines": mark("Your cart is full. Order what is in it first."),
    "delivery_not_offered": mark("This way of delivery is no longer offered. Choose another."),
    "email_taken": mark("There is already an account with this e-mail address. Log in instead."),
    "email_refused": mark("Enter an e-mail address like name@example.com"),
    "wrong_credentials": mark("E-mail address or password is not right."),
    "code_refused": mark("This code is not right, or too old. Ask for a new one."),
    "password_refused": mark(
        "This password is too easy to guess. Choose another of at least 10 characters."
    ),
    "bad_tax_id": mark("This is no tax id. Look for a slip, or leave it empty."),
    "tax_id_not_registered": mark("The register of tax ids does not know this number."),
    "too_many_attempts": mark("That was a lot at once. Wait a moment, then try again."),
    "too_many_addresses": mark("Your address book is full. Remove an address first."),
    "illegal_transition": mark("This is no longer possible."),
    "too_few_units": mark("Fewer of this are left. Look again."),
    "change_is_open": mark("A change of this order waits to be paid. Pay it or call it off first."),
    "money_is_under_way": mark("Money of this order is being taken. Try again in a moment."),
    "change_is_settled": mark("Nothing is to be paid for this any more."),
    "order_cannot_change": mark("This order can no longer be changed."),
    "cannot_come_back": mark("This cannot be sent back any more."),
}

BY_STATUS = {
    401: mark("Log in to see this page."),
    403: mark("This is not yours to see."),
    404: mark("We could not find this."),
    409: mark("This has changed in the meantime. Look again."),
    422: mark("Something in the form is not right."),
    429: mark("That was a lot at once. Wait a moment, then try again."),
    503: BY_CODE["unavailable"],
}

BY_FAILURE = {
    "insufficient_funds": mark(
        "There is not enough money on this card. Nothing has been charged. Try another card."
    ),
    "expired_card": mark("This card has expired. Nothing has been charged. Try another card."),
    "authentication_failed": mark(
        "Your bank did not confirm the payment. Nothing has been charged."
    ),
}

TAX_ID_REFUSALS = frozenset({"bad_tax_id", "tax_id_not_registered"})
BY_FIELD = {
    "email": mark("Enter an e-mail address like name@example.com"),
    "name": mark("Enter your name"),
    "tax_id": mark("This is no tax id. Look for a slip, or leave it empty."),
    "phone": mark("Enter a telephone number, or leave this empty"),
    "line1": mark("Enter the street and number"),
    "line2": mark("Check this line of the address"),
    "city": mark("Enter the town or city"),
    "region": mark("Enter the state or region"),
    "postcode": mark("Enter a postcode of this country"),
    "country": mark("Choose the country"),
    "number": mark("Enter the long number on your card"),
    "expiry": mark("Enter an expiry date that has not passed, like 08/29"),
    "cvc": mark("Enter the 3 or 4 digits of the security code"),
}


def sentence_for(problem: Problem) -> str:
    """Return what to tell the reader, still to be translated."""
    failure = BY_FAILURE.get(str(problem.facts.get("failure_code", "")))
    return (
        failure
        or BY_CODE.get(problem.code)
        or BY_STATUS.get(problem.status)
        or mark("Something went wrong.")
    )


def field_of(problem: Problem) -> str | None:
    """Return the form's field that a refusal is about, if it names one of ours."""
    field = str(problem.facts.get("field", "")).rpartition(".")[2]
    return field if field in BY_FIELD else None
