"use strict";
(() => {
  const FIRST = 200; // rows shown before a click on "Show all"; the style sheet says the same
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  const texts = new Map();
  let shown = FIRST;

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.normalize("NFKC").toLocaleLowerCase());
    return texts.get(row);
  };
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  const wanted = () => {
    const chosen = new FormData(form);
    const words = chosen.get("text").normalize("NFKC").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return (row) =>
      words.every((word) => textOf(row).includes(word)) &&
      (!chosen.get("organization") || row.cells[3].textContent === chosen.get("organization")) &&
      (!chosen.get("kind") || row.dataset.kind === chosen.get("kind")) &&
      (!chosen.get("status") || row.dataset.status === chosen.get("status")) &&
      (!chosen.get("disputed") || "disputed" in row.dataset);
  };

  const show = () => {
    const fits = wanted();
    let number = 0;
    for (const row of rows) {
      const fit = fits(row);
      if (fit) number += 1;
      row.hidden = !fit || number > shown;
    }
    const visible = Math.min(number, shown);
    found.textContent =
      `${number} of ${rows.length} changes` + (visible < number ? `, the first ${visible} shown` : "");
    more.hidden = visible === number;
  };

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const sort = (heading, column) => {
    const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    const sign = direction === "ascending" ? 1 : -1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
    rows.sort((a, b) => {
      const x = keys.get(a);
      const y = keys.get(b);
      if (!x || !y) return !x - !y; // what is not known stands last, whichever way
      return sign * collator.compare(x, y);
    });
    body.append(...rows);
    show();
  };

  // on a page of many articles, what is folded away is made when it is opened
  const unfold = (details) => {
    const template = details.querySelector(":scope > template");
    if (template) template.replaceWith(template.content);
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) {
      form.reset();
      shown = Infinity;
      show();
    }
    const inside = target.querySelector("details");
    if (inside) {
      unfold(inside);
      inside.open = true;
    }
    target.scrollIntoView();
  };

  let waiting = 0;
  for (const happened of ["input", "change"]) {
    form.addEventListener(happened, () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 80);
    });
  }
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const next = rows.find((row) => row.hidden);
    shown = Infinity;
    show();
    next?.querySelector("a")?.focus();
  });
  for (const [column, heading] of Array.from(table.tHead.rows[0].cells).entries()) {
    const button = heading.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sort(heading, column));
  }
  document.addEventListener("toggle", (event) => unfold(event.target), true);
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  show();
  table.classList.add("ready");
  reveal();
})();
