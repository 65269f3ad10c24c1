// A form whose table is typed by keyboard like a spreadsheet: Enter, Tab and arrows walk, a block is pasted, Ctrl+Z takes
// back. What is typed goes to `data-keep` every moment, which answers with what is to be said of each row.
(() => {
  const PAUSE = 700;
  const rowsOf = (form) => [...form.querySelectorAll("tbody tr")];
  const cellsOf = (row) => [...row.querySelectorAll("input")];
  const placeOf = (cell) => ({ row: cell.closest("tr").rowIndex - 1, column: cellsOf(cell.closest("tr")).indexOf(cell) });

  const grow = (form, wanted) => {
    const body = form.querySelector("tbody");
    const most = Number(form.dataset.most);
    while (body.rows.length < Math.min(wanted, most)) {
      const row = body.rows[body.rows.length - 1].cloneNode(true);
      row.querySelector(".at").textContent = body.rows.length + 1;
      row.querySelector(".said").replaceChildren();
      cellsOf(row).forEach((cell) => { cell.value = ""; });
      body.append(row);
    }
  };

  const go = (form, row, column) => {
    if (row < 0) return;
    grow(form, row + 2);
    const cell = cellsOf(form.querySelector("tbody").rows[row] || form)[column];
    if (!cell) return;
    cell.focus();
    cell.select();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const after = (form) => {
    const table = form.querySelector("table");
    const isBehind = (one) => table.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING;
    return [...form.querySelectorAll("a[href], button")].find(isBehind);
  };

  const say = (row, said) => {
    row.querySelector(".said").replaceChildren(...said.flatMap((one) => {
      const made = document.createElement(one.url ? "a" : "span");
      if (one.url) Object.assign(made, { href: one.url, target: "_blank", rel: "noopener", className: "n" });
      else made.className = one.isGrave ? "c-alert" : "c-warn";
      made.textContent = one.text;
      return [made, " "];
    }));
  };

  behave("grid", (form) => {
    const state = form.querySelector("[data-grid=kept]");
    const columns = [...form.querySelectorAll("th[data-column]")].map((head) => head.dataset.column);
    const done = [];
    const undone = [];
    let before = "";
    let isDirty = false;
    let timer = 0;

    const content = () => {
      const rows = rowsOf(form).map((row) => cellsOf(row).map((cell) => cell.value));
      const body = new FormData(); // one field: a form of hundreds of rows has more of them than a server takes
      body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.set("grid", JSON.stringify({ columns, rows }));
      return body;
    };
    const keep = async () => {
      isDirty = false;
      try {
        const answer = await fetch(form.dataset.keep, { method: "POST", body: content() });
        const told = await answer.json();
        if (!answer.ok) throw new Error(told.fault);
        rowsOf(form).forEach((row, place) => say(row, told.said[place] || []));
        state.textContent = told.kept;
        state.classList.remove("c-alert");
      } catch (fault) {
        isDirty = true;
        state.textContent = form.dataset.lost;
        state.classList.add("c-alert");
        timer = setTimeout(keep, PAUSE * 5);
      }
    };
    const changed = () => { isDirty = true; clearTimeout(timer); timer = setTimeout(keep, PAUSE); };

    const put = (changes, side) => {
      changes.forEach((one) => {
        grow(form, one.row + 1);
        cellsOf(form.querySelector("tbody").rows[one.row])[one.column].value = one[side];
      });
      before = document.activeElement.value; // this is noted already
      const last = changes[side === "before" ? 0 : changes.length - 1];
      go(form, last.row, last.column);
      changed();
    };
    const note = (changes) => { done.push(changes); undone.length = 0; };
    const settle = (cell) => {
      if (cell.value !== before) note([{ ...placeOf(cell), before, after: cell.value }]);
      before = cell.value;
    };

    form.addEventListener("focusin", (event) => { if (event.target.matches("tbody input")) before = event.target.value; });
    form.addEventListener("focusout", (event) => { if (event.target.matches("tbody input")) settle(event.target); });
    form.addEventListener("input", (event) => {
      if (!event.target.matches("tbody input")) return;
      grow(form, placeOf(event.target).row + 2);
      changed();
    });
    form.addEventListener("paste", (event) => {
      const cell = event.target;
      const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
      if (!cell.matches("tbody input") || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      settle(cell);
      const at = placeOf(cell);
      const changes = text.split("\n").flatMap((line, down) => line.split("\t").map((after, right) => (
        { row: at.row + down, column: at.column + right, after: after.trim() }
      ))).filter((one) => one.column < columns.length && one.row < Number(form.dataset.most));
      grow(form, at.row + text.split("\n").length + 1);
      const rows = rowsOf(form);
      changes.forEach((one) => { one.before = cellsOf(rows[one.row])[one.column].value; });
      note(changes);
      put(changes, "after");
    });
    form.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (!cell.matches("tbody input") || event.isComposing || event.altKey) return;
      const { row, column } = placeOf(cell);
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && (event.code === "KeyZ" || event.code === "KeyY")) {
        const isBack = event.code === "KeyZ" && !event.shiftKey;
        if (isBack && cell.value !== before) return; // the browser takes back what is being typed
        const [from, to] = isBack ? [done, undone] : [undone, done];
        event.preventDefault();
        const changes = from.pop();
        if (changes) { to.push(changes); put(changes, isBack ? "before" : "after"); }
        return;
      }
      if (isCommand) return;
      const isAtStart = cell.selectionStart === 0 && (cell.selectionEnd === 0 || cell.selectionEnd === cell.value.length);
      const isAtEnd = cell.selectionEnd === cell.value.length && (cell.selectionStart === cell.selectionEnd || cell.selectionStart === 0);
      const to = {
        Enter: event.shiftKey ? [row - 1, column] : [row + 1, 0],
        ArrowDown: [row + 1, column],
        ArrowUp: [row - 1, column],
        ArrowLeft: isAtStart && !event.shiftKey && column > 0 ? [row, column - 1] : null,
        ArrowRight: isAtEnd && !event.shiftKey && column < columns.length - 1 ? [row, column + 1] : null,
      }[event.key];
      if (to) { event.preventDefault(); go(form, ...to); }
      if (event.key === "Tab" && !event.shiftKey && column === columns.length - 1) {
        event.preventDefault();
        // Behind an empty row with nothing below it Tab leaves the table, or the buttons are out of reach without a mouse.
        const isOver = rowsOf(form).slice(row).every((one) => cellsOf(one).every((input) => !input.value));
        const out = isOver && after(form);
        if (out) out.focus();
        else go(form, row + 1, 0);
      }
    });
    const leaving = (event) => {
      if (!form.isConnected || !isDirty) return;
      if (event.type === "pagehide") navigator.sendBeacon(form.dataset.keep, content());
      else if (state.classList.contains("c-alert")) event.preventDefault();
    };
    window.addEventListener("pagehide", leaving);
    window.addEventListener("beforeunload", leaving);
    form.addEventListener("formdata", (event) => {
      const names = new Set([...event.formData.keys()].filter((name) => name.startsWith("cell-")));
      const grid = content().get("grid");
      names.forEach((name) => event.formData.delete(name));
      event.formData.set("grid", grid);
    });
    // What is handed in is forgotten behind it: nothing may be kept after that.
    form.addEventListener("submit", () => { clearTimeout(timer); isDirty = false; });
    // Where fingers type, a keyboard that comes up unasked hides half of the page.
    if (matchMedia("(pointer: fine)").matches) go(form, rowsOf(form).findIndex((row) => cellsOf(row).every((cell) => !cell.value)), 0);
  });
})();
