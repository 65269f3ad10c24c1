// A menu narrowed by what is typed: rows that do not hold the text are hidden, Enter presses the first one that is left,
// or [data-narrow=new] where none is called exactly so.
behave("narrow", (menu) => {
  const text = menu.querySelector("[data-narrow=text]");
  const rows = [...menu.querySelectorAll("[data-narrow=row]")];
  const make = menu.querySelector("[data-narrow=new]");
  const plain = (words) => words.trim().toLowerCase().replaceAll("ё", "е");
  const nameOf = (row) => plain(row.querySelector("button").textContent);
  text.addEventListener("input", () => rows.forEach((row) => { row.hidden = !nameOf(row).includes(plain(text.value)); }));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const wanted = plain(text.value);
    const exact = rows.find((row) => nameOf(row) === wanted);
    const first = wanted && rows.find((row) => !row.hidden);
    if (make) { if (exact) exact.querySelector("button").click(); else if (wanted) make.click(); return; }
    (exact || first || null)?.querySelector("button").click();
  });
});
