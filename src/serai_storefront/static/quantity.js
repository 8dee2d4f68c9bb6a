/** Plus and minus beside a number; in the cart a changed number is sent by itself. */
export function countInPlace(root) {
  for (const amount of root.querySelectorAll("[data-amount]")) {
    const field = amount.querySelector("input");
    for (const step of amount.querySelectorAll("[data-step]")) {
      step.hidden = false;
      step.addEventListener("click", () => {
        const wanted = (Number.parseInt(field.value, 10) || 0) + Number(step.dataset.step);
        field.value = Math.min(Math.max(wanted, Number(field.min)), Number(field.max));
      });
    }
  }
  for (const form of root.querySelectorAll("[data-quantity]")) {
    form.querySelector("[data-update]").hidden = true;
    form.querySelector("input[type=number]").addEventListener("change", (event) => {
      if (event.target.checkValidity()) form.requestSubmit();
    });
  }
}
