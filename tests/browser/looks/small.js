() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter((e) => e.checkVisibility() && !e.closest('.unseen, p, li > span, .totals, .facts') && !e.matches('.skip'))
  .filter((e) => getComputedStyle(e, '::after').position !== 'absolute')
  .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 100)}`)
