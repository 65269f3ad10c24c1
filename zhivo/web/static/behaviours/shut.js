// A menu made of <details>: Esc and a press outside shut it, and so does opening another.
behave("shut", (menu) => {
  const out = (event) => {
    if (!menu.isConnected) { document.removeEventListener("pointerdown", out); return; }
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("pointerdown", out);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
