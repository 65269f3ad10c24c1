// Ticked rows: Shift takes a stretch, the box in the head takes the page, the bar shows how many; hidden while none.
behave("pick", (form) => {
  const boxes = () => [...form.querySelectorAll("input[type=checkbox][data-pick=row]")];
  const head = form.querySelector("[data-pick=all]");
  const bar = form.querySelector("[data-pick=bar]");
  let last = null;
  const show = () => {
    const all = boxes();
    const count = all.filter((box) => box.checked).length;
    all.forEach((box) => box.closest("tr, li")?.classList.toggle("on", box.checked));
    if (head) { head.checked = count > 0 && count === all.length; head.indeterminate = count > 0 && count < all.length; }
    if (bar) bar.hidden = count === 0;
    form.querySelectorAll("[data-pick=count]").forEach((place) => { place.textContent = count.toLocaleString(document.documentElement.lang); });
  };
  form.addEventListener("click", (event) => {
    const box = event.target.closest("[data-pick=row]");
    if (!box) return;
    const all = boxes();
    if (event.shiftKey && last?.isConnected) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      all.slice(from, to + 1).forEach((other) => { other.checked = box.checked; });
    }
    last = box;
    show();
  });
  head?.addEventListener("change", () => { boxes().forEach((box) => { box.checked = head.checked; }); show(); });
  form.querySelector("[data-pick=none]")?.addEventListener("click", () => { boxes().forEach((box) => { box.checked = false; }); show(); });
  form.addEventListener("htmx:afterSwap", show);
  show();
});
