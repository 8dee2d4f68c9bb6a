/** Towns and postcodes while an address is typed: the same combobox as the search field, filling three fields. */
import { Combobox } from "./combobox.js";

class PlaceBox extends Combobox {
  url(text) {
    const country = this.field.form.elements.country.value;
    return `${this.form.dataset.source}?q=${encodeURIComponent(text)}&country=${encodeURIComponent(country)}`;
  }

  take(at) {
    const { fill } = this.options[at];
    this.close();
    for (const [name, value] of Object.entries(fill)) {
      if (value) this.field.form.elements[name].value = value;
    }
    this.options = [];
    this.list.replaceChildren();
  }
}

for (const part of document.querySelectorAll("[data-places]")) new PlaceBox(part);
for (const part of document.querySelectorAll("[data-find-place]")) part.hidden = true;
