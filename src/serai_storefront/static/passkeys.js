/**
 * Forms that a passkey completes: the browser makes or uses one, its answer travels in a hidden field.
 * What needs a script, or a browser with passkeys, is hidden until one is here. No browser binds a passkey
 * to an IP address.
 */
const SUPPORTED =
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function" &&
  !/^[\d.]+$|:/.test(location.hostname);

for (const part of document.querySelectorAll("[data-with-passkey]")) part.hidden = !SUPPORTED;
for (const part of document.querySelectorAll("[data-without-passkey]")) part.hidden = SUPPORTED;
for (const form of SUPPORTED ? document.querySelectorAll("[data-passkey]") : []) {
  // Ahead of whatever else looks at a form that is sent: without an answer it is not.
  form.addEventListener("submit", (event) => {
    if (form.dataset.answered) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.dataset.asking && form.reportValidity()) ask(form);
  }, { capture: true });
}

async function ask(form) {
  form.dataset.asking = "yes";
  const button = form.querySelector("button:not([type=button])");
  button.classList.add("is-busy");
  say(form, "");
  try {
    const publicKey = await options(form);
    if (publicKey) form.elements.credential.value = JSON.stringify(await answer(form.dataset.passkey, publicKey));
    form.dataset.answered = "yes";
    form.requestSubmit();
  } catch {
    say(form, form.dataset.silent);
  } finally {
    delete form.dataset.asking;
    button.classList.remove("is-busy");
  }
}

async function options(form) {
  const said = await fetch(form.dataset.options, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!said.ok) throw new Error(String(said.status));
  return (await said.json()).public_key;
}

async function answer(kind, publicKey) {
  const made =
    kind === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  return made.toJSON();
}

function say(form, sentence) {
  form.querySelector("[data-said]").textContent = sentence;
}
