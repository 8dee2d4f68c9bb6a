/** An order's page follows what happens to the order; without scripts, or without live pages, it waits to be asked. */
export function followOrder(root) {
  const order = root.querySelector("[data-live]");
  if (!order?.dataset.live || !window.EventSource) return;
  const events = new EventSource(order.dataset.live);
  let opened = false;
  events.onopen = () => { opened = true; };
  for (const type of ["order.placed", "order.failed", "order.cancelled", "order.refunded", "order.fulfilled", "reset"]) {
    events.addEventListener(type, () => {
      if (!root.activeElement?.closest("form")) location.reload(); // nobody's half-written words are lost
    });
  }
  events.onerror = () => opened || events.close();
  addEventListener("pagehide", () => events.close());
}
