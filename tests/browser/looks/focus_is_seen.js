() => {
  const shown = [document.activeElement, document.activeElement.closest('.card, .option')].filter(Boolean);
  return shown.map((element) => getComputedStyle(element))
    .some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}
