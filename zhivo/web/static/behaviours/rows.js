// A list walked by J and K: the row in hand is marked `open`, its first link is followed by Enter, X ticks it.
// With data-rows-show on the link the row's side panel is asked for as one walks.
(() => {
  const links = (list) => [...list.querySelectorAll("tr, li")].filter((row) => row.querySelector("a[href]"));
  const take = (list, row) => {
    list.querySelectorAll(".open").forEach((other) => other.classList.remove("open"));
    row.classList.add("open");
    row.scrollIntoView({ block: "nearest" });
    const link = row.querySelector("[data-rows-show]") || row.querySelector("a[href]");
    link.focus({ preventScroll: true });
    if (link.matches("[data-rows-show]")) link.dispatchEvent(new CustomEvent("rows:show", { bubbles: true }));
  };
  const step = (list, by) => {
    const rows = links(list);
    const at = rows.findIndex((row) => row.matches(".open") || row.contains(document.activeElement));
    const next = rows[at < 0 ? 0 : at + by];
    if (next) take(list, next);
    return Boolean(next);
  };
  behave("rows", (list) => {
    const heard = (event) => {
      if (!list.isConnected) { document.removeEventListener("keydown", heard); return; }
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select") || localStorage.getItem("zhivo-keys-off")) return;
      const by = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[event.code];
      if (event.code.startsWith("Arrow") && !list.contains(document.activeElement)) return;
      if (by && step(list, by)) event.preventDefault();
      if (event.code === "KeyX") list.querySelector(".open input[type=checkbox]")?.click();
    };
    document.addEventListener("keydown", heard);
  });
})();
