// When an answer does not come or says no, a sentence about it appears; silence would read as «done».
behave("faults", (place) => {
  const sentences = { 0: "offline", 400: "stale", 403: "denied", 404: "gone", 409: "stale" };
  const show = (status) => {
    const note = document.createElement("div");
    note.className = "note bad";
    note.textContent = place.dataset[sentences[status] || "broken"];
    place.replaceChildren(note);
    place.hidden = false;
  };
  document.addEventListener("htmx:responseError", (event) => show(event.detail.xhr.status));
  document.addEventListener("htmx:sendError", () => show(0));
  document.addEventListener("htmx:timeout", () => show(0));
  document.addEventListener("htmx:beforeRequest", () => { place.hidden = true; });
});
