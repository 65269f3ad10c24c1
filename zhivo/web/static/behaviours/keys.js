// One letter presses what carries data-key; bound to the physical key, so the Russian layout works too.
(() => {
  const OFF = "zhivo-keys-off";
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const shown = (element) => element.checkVisibility() && !element.closest("[inert]");
  const scope = () => document.querySelector("dialog[open]") || document;
  const press = (key) => {
    const target = [...scope().querySelectorAll(`[data-key="${key}"]`)].findLast(shown);
    if (!target) return false;
    if (target.matches("input:not([type=submit], [type=button]), textarea, select")) target.focus();
    else target.click();
    return true;
  };
  const name = (event) => {
    if (event.key === "?" || (event.shiftKey && event.code === "Slash")) return "?";
    if (event.shiftKey) return "";
    return event.code.replace(/^(Key|Digit|Numpad(?=\d$))/, "");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !/^Key[JK]$/.test(event.code)) return;
    if (typing(event.target) || localStorage.getItem(OFF)) return;
    if (name(event) && press(name(event))) event.preventDefault();
  });
  // WCAG 2.1.4: single letters can be switched off; the choice stays in this browser.
  behave("keys_switch", (box) => {
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  });
})();
