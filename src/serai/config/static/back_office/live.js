/** The first page follows orders as they are placed: what is shown is read anew when something has happened. */
const says = document.getElementById("live");
let waiting;

const follow = (url) => {
  const events = new EventSource(url);
  let opened = false;
  events.onopen = () => { opened = true; };
  for (const type of ["order.placed", "order.failed", "order.cancelled", "order.refunded", "reset"]) {
    events.addEventListener(type, () => {
      clearTimeout(waiting);
      waiting = setTimeout(readAnew, 700);
    });
  }
  events.onerror = () => {
    if (!opened) events.close(); // nobody serves live pages: the page stays as it is
    else if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000);
  };
};

const readAnew = async () => {
  const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const today = page.getElementById("today");
  if (!today) return;
  document.getElementById("today").replaceChildren(...today.childNodes);
  says.textContent = "";
  requestAnimationFrame(() => { says.textContent = says.dataset.words; });
};

follow(says.dataset.url);
