// A form with a text box that takes what is pasted anywhere on the page, unless somebody is typing elsewhere.
behave("paste", (form) => {
  const box = form.querySelector("textarea");
  const typing = (element) => element.closest?.("input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], dialog");
  const heard = (event) => {
    if (!form.isConnected) { document.removeEventListener("paste", heard); return; }
    const text = event.clipboardData?.getData("text/plain");
    if (!text || typing(event.target)) return;
    event.preventDefault();
    box.value = text;
    box.focus();
    box.setSelectionRange(0, 0);
    box.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("paste", heard);
});
