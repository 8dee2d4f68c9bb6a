// Turns a text field of JSON conditions into an editor; the text field stays the truth and is what is sent.

const PAUSE = 350;
const FEW = 12;

class RuleEditor {
  constructor(place, data) {
    this.data = data;
    this.fields = new Map(data.fields.map((field) => [field.name, field]));
    this.tree = place.querySelector(".bo-rules-tree");
    this.count = place.querySelector(".bo-rules-count");
    this.said = place.querySelector(".bo-rules-said");
    this.text = place.querySelector("textarea");
    this.form = place.closest("form");
    place.querySelector("details").open = false;
    // Letters that choose from a list are not the theme's shortcuts.
    this.tree.addEventListener("keydown", (event) => {
      if (event.target.matches("select")) event.stopPropagation();
    });
    this.text.addEventListener("input", () => this.readText());
    this.form.addEventListener("input", (event) => {
      if (!place.contains(event.target)) this.ask();
    });
    this.readText();
    this.show(data.errors);
  }

  word(name, facts = {}) {
    return this.data.words[name].replace(/\{(\w+)\}/g, (_, fact) => facts[fact] ?? "");
  }

  // --- the text field and the tree ---

  readText() {
    try {
      const read = JSON.parse(this.text.value);
      if (!Array.isArray(read.rules)) return;
      this.root = read;
    } catch {
      return this.ask();
    }
    this.draw();
    this.ask();
  }

  changed({ redraw = false, focus = null } = {}) {
    this.text.value = JSON.stringify(this.root, null, 2);
    if (redraw) this.draw();
    if (focus) this.tree.querySelector(focus)?.focus();
    this.ask();
  }

  // --- drawing ---

  draw() {
    this.rules = 0;
    this.tree.replaceChildren(this.group(this.root, "", null));
  }

  group(group, path, parent) {
    const joined = make("select", {
      "aria-label": this.word("group"),
      on: { change: () => { group.combinator = joined.value; this.changed(); } },
    }, option("and", this.word("all")), option("or", this.word("any")));
    joined.value = group.combinator ?? "and";
    const not = make("input", {
      type: "checkbox",
      on: { change: () => { group.not = not.checked; this.changed(); } },
    });
    not.checked = Boolean(group.not);
    const head = make("div", { class: "bo-rules-head" }, joined, make("label", {}, not, " ", this.word("not")));
    if (parent) head.append(this.button("remove_group", () => this.remove(parent, group, path)));
    const box = make("div", { class: "bo-rules-group", role: "group", "aria-label": this.word("group"), "data-path": path }, head);
    group.rules.forEach((part, index) => {
      const here = `${path}/rules/${index}`;
      box.append("rules" in part ? this.group(part, here, group) : this.rule(part, here, group));
    });
    if (!parent && group.rules.length === 0) box.append(make("p", {}, this.word("everything")));
    box.append(this.fault(path), make("div", { class: "bo-rules-foot" },
      this.button("add_rule", () => this.add(group, path, this.fresh()), "add-rule"),
      this.button("add_group", () => this.add(group, path, { combinator: "or", not: false, rules: [this.fresh()] }))));
    return box;
  }

  rule(rule, path, parent) {
    const number = ++this.rules;
    const box = make("div", { class: "bo-rules-rule", role: "group", "aria-label": this.word("rule", { number }), "data-path": path });
    const field = this.fields.get(rule.field);
    const about = make("select", {
      "aria-label": this.word("field"), "data-part": "field",
      on: { change: () => this.about(rule, about.value, box) },
    }, ...this.data.fields.map((each) => option(each.name, each.label)));
    if (!field) about.prepend(option(rule.field ?? "", rule.field ?? ""));
    about.value = rule.field ?? "";
    box.append(about);
    if (field) box.append(this.operators(rule, field, box), this.values(rule, field));
    box.append(
      this.button("remove_rule", () => this.remove(parent, rule, path), "", { number }, this.word("remove")),
      this.fault(path));
    return box;
  }

  operators(rule, field, box) {
    const says = make("select", {
      "aria-label": this.word("operator"), "data-part": "operator",
      on: { change: () => this.says(rule, field, says.value, box) },
    }, ...field.operators.map((each) => option(each.name, each.label)));
    if (!this.takes(field, rule.operator)) says.prepend(option(rule.operator ?? "", rule.operator ?? ""));
    says.value = rule.operator ?? "";
    return says;
  }

  values(rule, field) {
    const box = make("div", { class: "bo-rules-values" });
    const takes = this.takes(field, rule.operator);
    if (takes === "one") {
      box.append(this.value(field, "value", rule.value, (value) => { rule.value = value; this.changed(); }));
    } else if (takes === "two") {
      if (!Array.isArray(rule.value)) rule.value = ["", ""];
      for (const [index, name] of [[0, "low"], [1, "high"]]) {
        box.append(this.value(field, name, rule.value[index], (value) => { rule.value[index] = value; this.changed(); }));
      }
    } else if (takes === "days") {
      const days = this.input("number", "days", rule.value, (value) => { rule.value = value; this.changed(); });
      days.min = 0;
      days.step = 1;
      box.append(make("label", {}, days, this.word("days")));
    } else if (takes === "some") {
      if (!Array.isArray(rule.value)) rule.value = [];
      box.append(...(field.strict && field.choices.length <= FEW ? this.boxes(rule, field) : this.chips(rule, field)));
    }
    return box;
  }

  value(field, name, value, keep) {
    if (field.type === "boolean") {
      return this.select(name, [["true", this.data.yes], ["false", this.data.no]], String(value), (text) => keep(text === "true"));
    }
    if (field.strict) {
      return this.select(name, field.choices.map((choice) => [choice.value, choice.label]), value, keep);
    }
    if (field.type === "date" || field.type === "instant") {
      return this.input(/T/.test(value ?? "") ? "text" : "date", name, value, keep);
    }
    if (field.element === "number" || field.type === "money") {
      const input = this.input("number", name, value?.amount ?? value, keep);
      input.step = "any";
      return field.unit ? make("label", {}, input, field.unit) : input;
    }
    return this.suggesting(field, this.input("text", name, value, keep));
  }

  select(name, pairs, value, keep) {
    const select = make("select", {
      "aria-label": this.word(name), "data-part": "value", on: { change: () => keep(select.value) },
    }, ...pairs.map(([each, label]) => option(each, label)));
    select.value = value ?? "";
    return select;
  }

  input(type, name, value, keep) {
    const input = make("input", { type, "aria-label": this.word(name), "data-part": "value", dir: "auto", on: { input: () => keep(input.value) } });
    input.value = value ?? "";
    return input;
  }

  suggesting(field, input) {
    if (field.choices.length) input.setAttribute("list", this.suggestions(field));
    return input;
  }

  suggestions(field) {
    const id = `suggested-${field.name}`;
    if (!document.getElementById(id)) {
      document.body.append(make("datalist", { id }, ...field.choices.map((choice) => option(choice.value, choice.label))));
    }
    return id;
  }

  boxes(rule, field) {
    return field.choices.map((choice) => {
      const box = make("input", { type: "checkbox", "data-part": "value", on: { change: () => {
        rule.value = rule.value.filter((each) => each !== choice.value);
        if (box.checked) rule.value.push(choice.value);
        this.changed();
      } } });
      box.checked = rule.value.includes(choice.value);
      return make("label", {}, box, choice.label);
    });
  }

  chips(rule, field) {
    const labels = new Map(field.choices.map((choice) => [choice.value, choice.label]));
    const list = make("ul", { class: "bo-rules-chips" });
    const draw = () => list.replaceChildren(...rule.value.map((each) => make("li", {}, make("button", {
      type: "button",
      "aria-label": this.word("remove_value", { value: labels.get(each) ?? each }),
      on: { click: () => { rule.value.splice(rule.value.indexOf(each), 1); draw(); input.focus(); this.changed(); } },
    }, make("bdi", {}, labels.get(each) ?? String(each)), " ×"))));
    const add = () => {
      const typed = input.value.trim();
      if (typed && !rule.value.includes(typed)) rule.value.push(typed);
      input.value = "";
      draw();
      this.changed();
    };
    const input = this.suggesting(field, make("input", {
      type: field.element === "number" ? "number" : "text", "aria-label": this.word("value"), "data-part": "value", dir: "auto",
      on: {
        keydown: (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } },
        change: () => { if (labels.has(input.value)) add(); },
      },
    }));
    draw();
    return [list, input, this.button("add_value", add)];
  }

  button(name, act, mark = "", facts = {}, text = this.word(name, facts)) {
    return make("button", { type: "button", "data-mark": mark, "aria-label": this.word(name, facts), on: { click: act } }, text);
  }

  fault(path) {
    return make("p", { class: "bo-rules-fault", id: `fault-${path.replaceAll("/", "-")}` });
  }

  // --- what the reader does ---

  takes(field, operator) {
    return field.operators.find((each) => each.name === operator)?.takes;
  }

  fresh() {
    const field = this.data.fields[0];
    return { field: field.name, operator: field.operators[0].name, value: this.start(field, field.operators[0].name) };
  }

  start(field, operator) {
    const takes = this.takes(field, operator);
    if (takes === "nothing") return null;
    if (takes === "some") return [];
    if (takes === "days") return 30;
    const one = field.type === "boolean" ? true : field.strict ? field.choices[0].value : "";
    return takes === "two" ? [one, one] : one;
  }

  // The select that was used stays in place: whoever types into it goes on typing.

  about(rule, name, box) {
    const field = this.fields.get(name);
    const operator = field.operators[0].name;
    Object.assign(rule, { field: name, operator, value: this.start(field, operator) });
    for (const old of box.querySelectorAll(":scope > [data-part=operator], :scope > .bo-rules-values")) old.remove();
    box.firstElementChild.after(this.operators(rule, field, box), this.values(rule, field));
    this.changed();
  }

  says(rule, field, operator, box) {
    const before = this.takes(field, rule.operator);
    rule.operator = operator;
    if (this.takes(field, operator) !== before) rule.value = this.start(field, operator);
    box.querySelector(":scope > .bo-rules-values").replaceWith(this.values(rule, field));
    this.changed();
  }

  add(group, path, part) {
    group.rules.push(part);
    this.changed({ redraw: true, focus: `[data-path="${path}/rules/${group.rules.length - 1}"] [data-part=field]` });
  }

  remove(parent, part, path) {
    parent.rules.splice(parent.rules.indexOf(part), 1);
    const above = path.replace(/\/rules\/\d+$/, "");
    this.changed({ redraw: true, focus: `[data-path="${above}"] > .bo-rules-foot [data-mark=add-rule]` });
  }

  // --- what the shop says ---

  ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.timer = setTimeout(() => this.fetchCount(), PAUSE);
  }

  async fetchCount() {
    this.asking = new AbortController();
    this.count.textContent = this.word("counting");
    try {
      const answer = await fetch(this.data.countUrl, {
        method: "POST", body: new FormData(this.form), signal: this.asking.signal,
        headers: { "Accept-Language": this.data.lang },
      });
      const told = await answer.json();
      const errors = told.facts?.errors ?? [];
      this.show(errors);
      this.count.textContent = answer.ok ? told.said : errors.length ? this.word("unfinished") : told.detail;
      this.said.textContent = answer.ok ? `${this.word("says")}: ${told.sentence}` : "";
    } catch (failure) {
      if (failure.name !== "AbortError") this.count.textContent = this.word("unreachable");
    }
  }

  show(errors) {
    for (const marked of this.tree.querySelectorAll("[aria-invalid]")) {
      marked.removeAttribute("aria-invalid");
      marked.removeAttribute("aria-describedby");
    }
    for (const fault of this.tree.querySelectorAll(".bo-rules-fault")) fault.textContent = "";
    for (const { path, detail } of errors) this.mark(path, detail);
  }

  mark(path, detail) {
    const [, at, part, place] = path.match(/^((?:\/rules\/\d+)*)(?:\/(\w+))?(?:\/(\d+))?/);
    const box = this.tree.querySelector(`[data-path="${at}"]`);
    const fault = document.getElementById(`fault-${at.replaceAll("/", "-")}`);
    if (!box || !fault) return;
    fault.textContent = detail;
    const controls = box.querySelectorAll(`:scope > [data-part="${part}"], :scope > .bo-rules-values [data-part="${part}"]`);
    const control = controls[place ?? 0] ?? controls[0];
    control?.setAttribute("aria-invalid", "true");
    control?.setAttribute("aria-describedby", fault.id);
  }
}

function option(value, label) {
  return make("option", { value }, label);
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "on") element.setAttribute(key, value);
    else for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
  }
  element.append(...children);
  return element;
}

for (const place of document.querySelectorAll("[data-rule-editor]")) {
  new RuleEditor(place, JSON.parse(document.getElementById(place.dataset.ruleEditor).textContent));
}
