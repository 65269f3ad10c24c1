// A form that takes files: drop them anywhere on the page or choose them, and it is sent; no tab needs to stay open after.
behave("drop", (form) => {
  const input = form.querySelector("input[type=file]");
  const zone = form.matches(".drop") ? form : form.querySelector(".drop") || form;
  const brings = (event) => [...event.dataTransfer.types].includes("Files");
  form.querySelectorAll("[data-drop=hide]").forEach((button) => { button.hidden = true; });
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
  let depth = 0;
  const mark = (step) => { depth = Math.max(0, depth + step); zone.classList.toggle("over", depth > 0); };
  const listen = (name, act) => {
    const heard = (event) => {
      if (!form.isConnected) { document.removeEventListener(name, heard); return; }
      if (brings(event)) act(event);
    };
    document.addEventListener(name, heard);
  };
  listen("dragenter", () => mark(1));
  listen("dragleave", () => mark(-1));
  listen("dragover", (event) => event.preventDefault());
  listen("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark(0);
    const kept = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => kept.items.add(file));
    input.files = kept.files;
    if (kept.files.length) form.requestSubmit();
  });
  form.addEventListener("submit", () => { form.setAttribute("aria-busy", "true"); zone.classList.add("over"); });
});
