// The note about what was done: it stays until shut, so its undo can be reached in one's own time.
behave("note", (note) => {
  note.querySelector("[data-note=shut]").addEventListener("click", () => note.remove());
});
