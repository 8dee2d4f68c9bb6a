/** A form that is under way is not sent again; the server would answer the same, this only spares the wait. */
export function sendOnce(root) {
  for (const form of root.querySelectorAll("[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "yes";
      const button = event.submitter ?? form.querySelector("button");
      button.setAttribute("aria-disabled", "true");
      if (button.dataset.busy) button.lastChild.textContent = button.dataset.busy;
    });
  }
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
