// A form on its way with files: says no to what is too large before it is sent, then shows how far the sending is.
behave("sending", (form) => {
  const part = (name) => form.querySelector(`[data-drop=${name}]`);
  const input = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const fault = () => {
    const files = [...input.files];
    if (files.length > Number(form.dataset.mostFiles)) return form.dataset.tooMany;
    return files.some((file) => file.size > Number(form.dataset.mostBytes)) ? form.dataset.tooLarge : "";
  };
  const say = (words, share) => {
    part("words").textContent = words;
    part("share").textContent = share === null ? "" : `${Math.floor(share * 100)}\u00a0%`;
    if (share === null) bar.removeAttribute("value"); else bar.value = share * 100;
    bar.setAttribute("aria-label", words);
  };
  form.addEventListener("htmx:confirm", (event) => {
    const wrong = fault();
    part("fault").textContent = wrong;
    if (wrong) { event.preventDefault(); rest(); }
  });
  form.addEventListener("htmx:beforeSend", () => { part("sending").hidden = false; say(form.dataset.sending, 0); });
  form.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    if (part("sending").hidden || !lengthComputable) return;
    if (loaded < total) say(form.dataset.sending, loaded / total); else say(form.dataset.reading, null);
  });
  const rest = () => {
    part("sending").hidden = true;
    input.value = "";
    form.removeAttribute("aria-busy");
    form.classList.remove("over");
  };
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) rest();
  });
});
