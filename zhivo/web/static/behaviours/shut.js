// A menu made of <details>: Esc and a press outside shut it, and so does opening another. What is
// to be typed first takes the cursor.
behave("shut", (menu) => {
  const out = (event) => {
    if (!menu.isConnected) { document.removeEventListener("pointerdown", out); return; }
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("pointerdown", out);
  menu.addEventListener("toggle", () => { if (menu.open) menu.querySelector("[autofocus]")?.focus(); });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
