/**
 * Forms that a passkey completes: the browser makes or uses one with the options in the page, and its answer
 * travels in a hidden field. The form is hidden until a browser is here that can. No browser binds a passkey to
 * an IP address.
 */
const can =
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function" &&
  !/^[\d.]+$|:/.test(location.hostname);

const answer = async (kind) => {
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  const made =
    kind === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(made.toJSON());
};

const ask = async (form) => {
  const said = form.querySelector("[data-said]");
  said.textContent = "";
  try {
    form.elements.credential.value = await answer(form.dataset.passkey);
  } catch {
    said.textContent = form.dataset.silent;
    return;
  }
  form.submit();
};

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = !can;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
for (const part of document.querySelectorAll("[data-without-passkey]")) part.hidden = can;
