/** Tells which product of a list was chosen: after the reader's yes, in the background, never in the way. */

const waiting = [];

export function tellClicks(root) {
  if (!document.documentElement.hasAttribute("data-tell-clicks")) return;
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".card a[href]");
    if (link) note(link);
  });
  addEventListener("pagehide", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
}

function note(link) {
  const card = link.closest(".card");
  const sku = card.querySelector("[name=sku]")?.value;
  if (!sku) return;
  const item = { item_id: sku, item_name: link.textContent.trim().slice(0, 500), index: [...card.parentElement.children].indexOf(card) };
  const token = card.querySelector("[name=from]")?.value;
  if (token) item.decision_token = token;
  const list = card.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
  const params = { items: [item], page_location: location.pathname, ...(list && { item_list_id: list }) };
  waiting.push({ name: "select_item", id: crypto.randomUUID?.(), at: new Date().toISOString(), params });
  if (waiting.length >= 20) send();
}

function send() {
  if (!waiting.length) return;
  const body = JSON.stringify({ events: waiting.splice(0) });
  if (!navigator.sendBeacon?.("/events", new Blob([body], { type: "application/json" }))) {
    fetch("/events", { method: "POST", body, keepalive: true, headers: { "Content-Type": "application/json" } }).catch(() => {});
  }
}
