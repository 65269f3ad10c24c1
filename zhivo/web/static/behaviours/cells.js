// A table whose empty cells are fields: Enter and the arrows walk along a column, Tab through the row, Esc leaves. What was
// typed is told by the field's own change, so a cell is saved as one goes on.
behave("cells", (table) => {
  const fields = () => [...table.querySelectorAll("[data-column]")];
  const step = (field, by) => {
    const column = fields().filter((one) => one.dataset.column === field.dataset.column);
    const next = column[column.indexOf(field) + by];
    if (next) { next.focus(); next.select?.(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    else field.blur();
  };
  const beside = (field, by) => {
    const all = fields();
    const next = all[all.indexOf(field) + by];
    if (next) { next.focus(); next.select?.(); }
  };
  table.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches("[data-column]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isText = field.matches("input");
    const isAtStart = isText && field.selectionStart === 0 && (field.selectionEnd === 0 || field.selectionEnd === field.value.length);
    const isAtEnd = isText && field.selectionEnd === field.value.length && (field.selectionStart === field.selectionEnd || field.selectionStart === 0);
    const act = {
      Enter: () => step(field, event.shiftKey ? -1 : 1),
      ArrowDown: isText && (() => step(field, 1)),
      ArrowUp: isText && (() => step(field, -1)),
      ArrowLeft: isAtStart && !event.shiftKey && (() => beside(field, -1)),
      ArrowRight: isAtEnd && !event.shiftKey && (() => beside(field, 1)),
      Escape: () => field.blur(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
});
