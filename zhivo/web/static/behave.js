// Binds behaviours to elements by data-behaviour, on the first page and on everything htmx brings.
const behave = (() => {
  const known = new Map();
  const begun = new WeakMap();
  const begin = (element) => {
    const done = begun.get(element) || begun.set(element, new Set()).get(element);
    for (const name of element.dataset.behaviour.split(" ")) {
      if (known.has(name) && !done.has(name)) {
        done.add(name);
        known.get(name)(element);
      }
    }
  };
  const wake = (root) => {
    if (root.matches?.("[data-behaviour]")) begin(root);
    root.querySelectorAll("[data-behaviour]").forEach(begin);
  };
  document.addEventListener("DOMContentLoaded", () => wake(document));
  document.addEventListener("htmx:load", (event) => wake(event.detail.elt));
  document.addEventListener("htmx:oobAfterSwap", (event) => wake(event.detail.target));
  return (name, start) => known.set(name, start);
})();
