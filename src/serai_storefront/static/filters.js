/** Filters and order take effect when chosen; the button stays for keyboards, prices and slow hands. */
export function narrowAtOnce(root) {
  for (const form of root.querySelectorAll("[data-filters]")) {
    const wide = matchMedia("(min-width: 62rem)");
    const details = form.querySelector("[data-open-wide]");
    details.open = wide.matches;
    wide.addEventListener("change", () => (details.open = wide.matches));
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox]") && (wide.matches || event.target.matches("select"))) form.requestSubmit();
    });
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    });
  }
}
