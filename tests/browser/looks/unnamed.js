() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((e) => e.checkVisibility() && !e.closest('[aria-hidden=true]'))
  .filter((e) => {
    const labels = e.labels ? [...e.labels].map((l) => l.textContent).join('') : '';
    const by = (e.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
    return !(e.getAttribute('aria-label') ?? '').trim() && !labels.trim() && !by.trim() && !e.textContent.trim();
  }).map((e) => e.outerHTML.slice(0, 120))
