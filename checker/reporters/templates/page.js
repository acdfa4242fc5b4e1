"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const filters = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const tell = (pattern, n, total) => {
    shown.textContent = n === total ? "" : pattern.replace("{shown}", n).replace("{total}", total);
  };

  // A story's page: findings by weight, kind, family and source.
  const cards = all(".card");
  if (filters && cards.length) {
    const filter = () => {
      const chosen = (name) => all(`input[name=${name}]:checked`, filters).map((box) => box.value);
      const severities = chosen("severity"), relations = chosen("relation");
      const { family, source } = filters.elements;
      let n = 0;
      for (const card of cards) {
        const { severity, relation, sources } = card.dataset;
        card.hidden = !(severities.includes(severity) && relations.includes(relation)
          && (!family.value || card.dataset.family === family.value)
          && (!source.value || sources.split(" ").includes(source.value)));
        n += !card.hidden;
      }
      tell(shown.dataset.shown, n, cards.length);
    };
    filters.hidden = false;
    filters.addEventListener("change", filter);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter(); // a browser may have kept the boxes of an earlier visit
  }

  // The index: search and sort.
  const table = document.querySelector(".stories");
  if (filters && table) {
    const body = table.tBodies[0], rows = [...body.rows], search = document.getElementById("search");
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const find = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let n = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        n += !row.hidden;
      });
      tell(table.dataset.shown, n, rows.length);
    };
    filters.hidden = false;
    search.addEventListener("input", find);
    const keyOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    all("th[data-sort]", table.tHead).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numbers = head.dataset.sort === "number";
        const first = numbers ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? (numbers ? "ascending" : "descending") : first;
        all("th[aria-sort]", table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
        body.append(...rows.map((row) => [keyOf(row, column), row])
          .sort(([a], [b]) => sign * compare(a, b)).map(([, row]) => row));
      });
    });
    find();
  }

  // A link into a folded article, or to a finding that a filter hides, brings it into view.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const folded = target.closest("details"), hidden = target.closest(".card[hidden]");
    if (folded) folded.open = true;
    if (hidden) hidden.hidden = false;
    if (folded || hidden) target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => all("details").forEach((folded) => { folded.open = true; }));
  reveal();
})();
