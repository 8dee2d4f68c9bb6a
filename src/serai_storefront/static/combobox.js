/**
 * Completions under the search field: the ARIA combobox pattern with a listbox popup.
 * Focus stays in the field; arrow keys move through the options, Enter takes one, Escape closes.
 */
const WAIT = 120;
const SHORTEST = 2;

export function completeSearches(root) {
  for (const form of root.querySelectorAll("[data-combobox]")) new Combobox(form);
}

export class Combobox {
  constructor(form) {
    this.form = form;
    this.field = form.querySelector("input:not([type=hidden])");
    this.options = [];
    this.at = -1;
    this.asked = 0;
    this.list = document.createElement("div");
    this.list.className = "found";
    this.list.id = `${this.field.id}-found`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.dataset.results);
    this.news = document.createElement("p");
    this.news.className = "unseen";
    this.news.setAttribute("role", "status");
    form.append(this.list, this.news);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.list.id],
      ["aria-haspopup", "listbox"],
    ]) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("focus", () => (this.options.length ? this.asks() && this.open() : this.field.value.trim() || !this.asks() || this.ask()));
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  typed() {
    clearTimeout(this.timer);
    if (!this.asks()) return this.show([]);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  /** Whether what is typed is enough; nothing is, where there are earlier searches to show. */
  asks() {
    const { length } = this.field.value.trim();
    return length >= SHORTEST || (length === 0 && "recent" in this.form.dataset);
  }

  async ask() {
    const turn = ++this.asked;
    const url = this.url(this.field.value.trim());
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok || turn !== this.asked) return;
      const { groups } = await answer.json();
      if (turn === this.asked && document.activeElement === this.field) this.show(groups);
    } catch {
      this.close();
    }
  }

  url(text) {
    return `${this.form.dataset.source}?q=${encodeURIComponent(text)}`;
  }

  show(groups) {
    this.options = [];
    this.at = -1;
    this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
    if (this.options.length) {
      this.open();
      this.news.textContent = this.form.dataset.counted.replace("{n}", this.options.length);
    } else {
      this.close();
      this.news.textContent = "";
    }
  }

  group({ label, options }, number) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", `${this.list.id}-${number}`);
    const title = document.createElement("div");
    title.className = "found__label";
    title.id = `${this.list.id}-${number}`;
    title.setAttribute("role", "presentation");
    title.textContent = label;
    group.append(title, ...options.map((option) => this.option(option)));
    return group;
  }

  option(option) {
    const row = document.createElement("div");
    row.className = "found__option";
    row.id = `${this.list.id}-option-${this.options.length}`;
    row.dataset.at = this.options.length;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    if (option.picture) {
      const picture = document.createElement("img");
      picture.src = option.picture;
      picture.alt = "";
      picture.width = picture.height = 44;
      row.append(picture);
    }
    const text = document.createElement("bdi");
    text.className = "found__text";
    text.textContent = option.text;
    row.append(text);
    if (option.hint) {
      const hint = document.createElement("bdi");
      hint.className = "found__hint";
      hint.textContent = option.hint;
      row.append(hint);
    }
    this.options.push({ ...option, row });
    return row;
  }

  pressed(event) {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    if (event.key === "Escape") {
      if (!this.list.hidden) event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      this.open();
      this.move(this.at >= last ? -1 : this.at + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      event.preventDefault();
      this.open();
      this.move(this.at < 0 ? last : this.at - 1);
    } else if (event.key === "Enter" && this.at >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.take(this.at);
    }
  }

  move(to) {
    this.options[this.at]?.row.setAttribute("aria-selected", "false");
    this.at = to;
    const chosen = this.options[to]?.row;
    if (!chosen) return this.field.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", chosen.id);
  }

  take(at) {
    const option = this.options[at];
    this.close();
    if (option.href) return location.assign(option.href);
    this.field.value = option.fill;
    this.form.requestSubmit();
  }

  open() {
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
  }

  close() {
    this.move(-1);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
  }
}
