/** Menus that close, a print button, focus on what went wrong, a second look at a waiting order, the place in a row of pages. */
export function smallThings(root) {
  for (const menu of root.querySelectorAll("[data-menu]")) {
    root.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
    menu.addEventListener("focusout", (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && (menu.open = false));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  const here = root.querySelector(".account__nav [aria-current]");
  const list = here?.closest("ul");
  if (list && list.scrollWidth > list.clientWidth) here.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  root.getElementById("error-summary")?.focus();
  const waiting = root.querySelector("[data-refresh]");
  if (Number(waiting?.dataset.refresh)) lookAgain(Number(waiting.dataset.refresh));
}

/** Reloads a few times while the bank has not answered, then leaves it to the reader. */
function lookAgain(seconds) {
  const key = `looked:${location.pathname}`;
  const times = Number(sessionStorage.getItem(key) ?? 0);
  if (times >= 10) return;
  sessionStorage.setItem(key, times + 1);
  setTimeout(() => location.reload(), seconds * 1000);
}
