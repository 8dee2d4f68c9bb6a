/** Adds to the cart without a page load, and says so; anything unexpected falls back to the plain form. */
import { say } from "./toast.js";

export function addWithoutLeaving(root) {
  root.addEventListener("submit", (event) => {
    if (event.target.matches("[data-add]")) {
      event.preventDefault();
      add(event.target);
    }
  });
  addEventListener("pageshow", (event) => event.persisted && root.querySelectorAll("[data-add]").forEach(renew));
}

async function add(form) {
  const button = form.querySelector("button:not([type=button])");
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  button.classList.add("is-busy");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    const said = await answer.json();
    say(said.message);
    if (answer.ok) show(form, said);
    renew(form);
  } catch {
    form.submit();
  } finally {
    delete form.dataset.busy;
    button.classList.remove("is-busy");
  }
}

function show(form, { count, count_label: label, quantity }) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  const link = document.querySelector("[data-cart-link]");
  const badge = document.querySelector("[data-cart-count]");
  link?.setAttribute("aria-label", label);
  if (badge) {
    badge.hidden = count === 0;
    badge.textContent = number.format(count);
    badge.classList.remove("is-new");
    requestAnimationFrame(() => badge.classList.add("is-new"));
  }
  const sku = form.elements.sku.value;
  for (const same of document.querySelectorAll("[data-add]")) {
    if (same.elements.sku.value !== sku) continue;
    const held = same.querySelector("[data-held]");
    if (held) {
      held.hidden = false;
      held.textContent = number.format(quantity);
      held.closest("button").classList.add("add__button--held");
    }
  }
  const line = form.parentElement.querySelector("[data-held-line]");
  if (line) {
    line.hidden = false;
    line.querySelector("[data-held-count]").textContent = number.format(quantity);
  }
}

/** A key makes one change: the next press is a new change and needs a new key. */
function renew(form) {
  form.elements.key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
