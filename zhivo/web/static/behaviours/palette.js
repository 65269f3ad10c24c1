// Ctrl+K on any page; arrows choose, Enter opens. The link behind it is the same search as a page.
(() => {
  const dialog = () => document.getElementById("palette");
  const field = () => dialog().querySelector("input[type=search]");
  const options = () => [...dialog().querySelectorAll("[role=option]")];
  const choose = (option) => {
    options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    field().setAttribute("aria-activedescendant", option ? option.id : "");
    option?.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");
  const open = () => {
    document.querySelectorAll("dialog[open]").forEach((other) => other.close());
    dialog().showModal();
    field().select();
    htmx.trigger(field(), "palette:open");
  };
  behave("palette", (link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  });
  document.addEventListener("keydown", (event) => {
    if (!dialog()) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyK") {
      event.preventDefault();
      if (dialog().open) dialog().close(); else open();
      return;
    }
    if (!dialog().open || !dialog().contains(event.target)) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (by && options().length) {
      event.preventDefault();
      const all = options();
      choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
    }
    if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "found" && dialog()?.open) choose(options()[0]);
  });
})();
