/** Stores that have a product: unfolded in place, and the nearest first for those who say where they are. */
export function showStores(root) {
  for (const fold of root.querySelectorAll("[data-stores]")) {
    fold.addEventListener("toggle", () => fold.open && !fold.dataset.filled && fill(fold));
  }
  const button = root.querySelector("[data-near]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(goNear, () => sorry(button), { maximumAge: 600_000, timeout: 10_000 }));
}

async function fill(fold) {
  fold.dataset.filled = "yes";
  const list = fold.querySelector("ul");
  list.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(fold.dataset.stores, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const { stores, nowhere, more } = await answer.json();
    list.replaceChildren(...stores.map(line));
    list.hidden = stores.length === 0;
    const said = fold.querySelector("[data-nowhere]");
    said.textContent = stores.length ? "" : nowhere;
    fold.querySelector("[data-more]").hidden = !more;
  } catch {
    delete fold.dataset.filled; // the link to the page of stores stays
  } finally {
    list.removeAttribute("aria-busy");
  }
}

function line({ name, address, availability, says, distance }) {
  const item = document.createElement("li");
  const place = element("span", "stores__place", [element("bdi", "stores__name", [name]), element("bdi", "stores__address", [address])]);
  const held = element("span", `stock stock--${availability}`, [says]);
  item.append(place, held);
  if (distance) place.append(element("span", "stores__address", [distance]));
  return item;
}

function element(tag, name, children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children.filter(Boolean));
  return made;
}

function goNear({ coords }) {
  const address = new URL(location.href);
  address.searchParams.delete("cursor");
  address.searchParams.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
  location.assign(address);
}

function sorry(button) {
  const said = document.querySelector("[data-near-failed]");
  said.textContent = button.dataset.failed;
}
