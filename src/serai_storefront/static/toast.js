/** A short message at the foot of the page, spoken by screen readers. */
let timer;

export function say(message) {
  const toast = document.getElementById("toast");
  if (!toast || !message) return;
  toast.textContent = "";
  requestAnimationFrame(() => {
    toast.textContent = message;
    toast.classList.add("is-up");
  });
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove("is-up"), 4000);
}
