// A menu made of <details>: Esc and a press outside shut it, and so does opening another. What is
// to be typed first takes the cursor.
behave("shut", (menu) => {
  const out = (event) => {
    if (!menu.isConnected) { document.removeEventListener("pointerdown", out); return; }
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("pointerdown", out);
  const take = () => { if (menu.open) menu.querySelector("[autofocus]")?.focus(); };
  menu.addEventListener("toggle", take);
  // The event comes later than the next letter of who opens by a key and types on.
  menu.querySelector("summary").addEventListener("click", () => queueMicrotask(take));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
