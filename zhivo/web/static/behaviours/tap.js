// A press anywhere on a row of a list takes it in hand, as J and K do; where there is no side panel it follows the link.
behave("tap", (row) => {
  row.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, label, summary")) return;
    const link = row.querySelector("[data-rows-show]");
    const panel = document.querySelector(link.getAttribute("hx-target"));
    if (!panel?.checkVisibility()) { link.click(); return; }
    row.parentElement.querySelectorAll(".open").forEach((other) => other.classList.remove("open"));
    row.classList.add("open");
    link.dispatchEvent(new CustomEvent("rows:show", { bubbles: true }));
  });
});
