// What Esc and a press outside leave: presses the [data-escape] inside.
behave("escape", (place) => {
  const leave = () => place.querySelector("[data-escape]")?.click();
  const out = (event) => {
    if (!place.isConnected) { document.removeEventListener("pointerdown", out); return; }
    if (place.matches(".pop") && !place.contains(event.target)) leave();
  };
  document.addEventListener("pointerdown", out);
  document.addEventListener("keydown", function heard(event) {
    if (!place.isConnected) { document.removeEventListener("keydown", heard); return; }
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) leave();
  });
});
