// Shows of a form only what belongs to the value that is chosen; without this script everything is there.
const parts = [...document.querySelectorAll("[data-shown-with]")];

function choice(part) {
  return part.closest("form").elements[part.dataset.shownBy];
}

function look(part) {
  part.hidden = !part.dataset.shownWith.split(",").includes(choice(part).value);
}

for (const part of parts) {
  look(part);
  choice(part).addEventListener("change", () => look(part));
}
