// «?» opens the list of keys; the same list is a page of its own.
behave("keys_help", (dialog) => {
  document.addEventListener("keydown", (event) => {
    if (!(event.key === "?" || (event.shiftKey && event.code === "Slash"))) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    if (dialog.open) { dialog.close(); return; }
    htmx.ajax("GET", dialog.dataset.url, { target: "#keys-list", swap: "innerHTML" }).then(() => dialog.showModal());
  });
});
