/**
 * The card goes from the browser straight to the processor; the form that is sent carries its token instead.
 * Without this script the form sends the card as it stands. Once it runs, a card never does: when the processor
 * does not answer, the reader is told and nothing is sent.
 */
const FIELDS = ["number", "expiry", "cvc"];

for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
for (const form of document.querySelectorAll("[data-tokenise]")) {
  // Ahead of whatever else looks at a form that is sent: without a token it is not.
  form.addEventListener("submit", (event) => {
    if (form.elements.token.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.dataset.asking) pay(form);
  }, { capture: true });
}

async function pay(form) {
  complain(form, slips(form));
  if (form.querySelector("[aria-invalid]")) return;
  form.dataset.asking = "yes";
  const button = form.querySelector("button:not([type=button])");
  button.classList.add("is-busy");
  try {
    const said = await ask(form);
    if (said.token) send(form, said.token);
    else complain(form, { [said.facts?.field ?? ""]: said.detail ?? form.dataset.silent });
  } catch {
    complain(form, { "": form.dataset.silent });
  } finally {
    delete form.dataset.asking;
    button.classList.remove("is-busy");
  }
}

/** What can be seen without asking anybody, by field. */
function slips(form) {
  const { number, expiry, cvc } = form.elements;
  const found = {};
  if (!passesLuhn(number.value.replace(/[\s-]/g, ""))) found.number = form.dataset.badNumber;
  if (!/^\s*(0?[1-9]|1[0-2])\s*\/\s*(20)?\d{2}\s*$/.test(expiry.value)) found.expiry = form.dataset.badExpiry;
  if (!/^\d{3,4}$/.test(cvc.value.trim())) found.cvc = form.dataset.badCvc;
  return found;
}

function passesLuhn(digits) {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((sum, digit, at) => {
    const value = Number(digit) * (1 + (at % 2));
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

async function ask(form) {
  const answer = await fetch(form.dataset.tokenise, {
    method: "POST",
    headers: { Authorization: `Bearer ${form.dataset.key}`, "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    body: JSON.stringify(Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]))),
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  return answer.json();
}

/** Disabled fields are not sent; they come back empty with the next page. */
function send(form, token) {
  form.elements.token.value = token;
  for (const name of FIELDS) {
    form.elements[name].value = "";
    form.elements[name].disabled = true;
  }
  form.requestSubmit();
}

/** Says what is wrong as the server would: first of all, with links to the fields, and at each field. */
function complain(form, found) {
  for (const name of FIELDS) mark(form, name, found[name]);
  document.getElementById("error-summary")?.remove();
  if (Object.keys(found).length === 0) return;
  const list = element("ul", {}, []);
  const said = element("div", {}, [element("h2", {}, [form.dataset.problem])]);
  for (const [name, sentence] of Object.entries(found)) {
    if (FIELDS.includes(name)) list.append(element("li", {}, [element("a", { href: `#${name}` }, [sentence])]));
    else said.append(element("p", {}, [sentence]));
  }
  if (list.children.length) said.append(list);
  const summary = element("div", { id: "error-summary", class: "notice notice--bad", role: "alert", tabindex: "-1" }, [said]);
  document.querySelector("h1").after(summary);
  summary.focus();
}

function mark(form, name, sentence) {
  const field = form.elements[name];
  const id = `${name}-error`;
  document.getElementById(id)?.remove();
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
  if (sentence) {
    field.before(element("p", { id, class: "field__error" }, [`${form.dataset.error} ${sentence}`]));
    field.setAttribute("aria-invalid", "true");
    described.push(id);
  } else field.removeAttribute("aria-invalid");
  if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
}

function element(tag, attributes, children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
