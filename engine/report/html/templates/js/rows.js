// The table of a list, its pages, and moving through it by keys.
function listTable(list, state, reasons, page) {
  const points = meta.figures.length > 0 && meta.kinds.some((k) => meta.figures.some((f) => f.kind === k.id) && hasKind(list, k));
  const ranked = list.data.ranked.length > 0;
  const grouped = shell.grouped;
  const columns = [["no", say("no"), ""], ["name", say("name"), "ten"], shell.found.some((i) => data.unit[i] >= 0) && ["unit", say("unit"), "dv"],
    !grouped && ["result", say("result"), ""], points && ["points", say("points"), "diem"], ranked && ["rank", say("rank"), "hang"], ["why", say("why"), ""]].filter(Boolean);
  const head = h("tr", {}, columns.map(([name, label, by]) => h("th", { scope: "col", class: "c-" + name,
    "aria-sort": by && state.xep === by ? (state.giam ? "descending" : "ascending") : null },
    by ? h("button", { type: "button", "data-sort": by, onclick: () => sortBy(list, state, by) }, label) : label)));
  const table = h("table", { class: "list" }, h("caption", { class: "no-print", hidden: true }, capital(list.label)), h("thead", {}, head));
  let body = null;
  let group = null;
  let number = 0;
  for (let at = 0; at < page.to; at++) {
    const i = shell.found[at];
    const result = resultOf(list, i);
    const own = grouped ? result.id + "/" + kindAt(i).id : "";
    number = own === group ? number + 1 : 1;
    const fresh = own !== group;
    group = own;
    if (at < page.from) continue;
    if (fresh || !body) {
      body = h("tbody", {});
      table.append(body);
      if (grouped) body.append(groupRow(list, result, kindAt(i), columns.length));
    }
    body.append(row(list, i, number, result, reasons, columns.map((c) => c[0]), grouped));
  }
  return table;
}

function groupRow(list, result, kind, span) {
  const n = shell.found.reduce((sum, i) => sum + (resultOf(list, i).id === result.id && kindAt(i) === kind), 0);
  return h("tr", { class: "group" }, h("th", { colspan: span, scope: "rowgroup" },
    h("span", { class: "result " + result.tone }, capital(facetWords(list, result))), h("span", { class: "number" }, " · " + kind.word + " (" + count(n) + ")")));
}

function row(list, i, number, result, reasons, columns, grouped) {
  const own = reasons.texts[reasons.at[list.id][i]];
  const marks = marksOf(list, i);
  const several = grouped && list.results.filter((r) => r.id === result.id).length > 1;
  const cells = {
    no: () => String(number),
    name: () => [h("a", { href: subjectHref(i), "data-row": i }, data.names[i]), data.keys[i] && data.keys[i] !== data.names[i] && [" ", h("span", { class: "key" }, data.keys[i])],
      grouped && [[1, "provisional"], [2, "interim"]].filter(([bit]) => marks & bit).map(([, word]) => [" ", h("span", { class: "tag" }, say(word))])],
    unit: () => unitName(i),
    result: () => resultBadge(result, marks),
    points: () => { const p = pointsOf(i); return p ? p.told : ""; },
    rank: () => { const r = ranksOf(list).get(i); return r ? (r[1] === r[2] ? String(r[1]) : r[1] + "–" + r[2]) : ""; },
    why: () => [several && [h("span", { class: "result " + result.tone }, capital(result.words)), ". "], own],
  };
  return h("tr", {}, columns.map((c) => h("td", { class: "c-" + c, "data-label": c === "points" || c === "rank" ? say(c) : null }, cells[c]())));
}

function sortBy(list, state, by) {
  const next = state.xep !== by ? { xep: by, giam: "" } : state.giam ? { xep: "", giam: "" } : { xep: by, giam: "1" };
  go(listHref(list, { ...state, ...next, trang: "" }));
  whenDrawn(() => document.querySelector('[data-sort="' + by + '"]')?.focus());
}

const whenDrawn = (act) => setTimeout(act, 0);

function pager(page, href) {
  const to = (n, words, ok) => (ok ? h("a", { href: href(n), "data-page": n }, words) : h("span", { "aria-disabled": "true" }, words));
  return h("nav", { class: "pager", "aria-label": say("pages") }, to(1, say("first"), page.page > 1), to(page.page - 1, say("prev"), page.page > 1),
    h("span", {}, say("page", { n: count(page.page), all: count(page.pages) })), to(page.page + 1, say("next"), page.page < page.pages), to(page.pages, say("last"), page.page < page.pages));
}

function moveRow(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : -1) : at + by];
  if (next) next.focus();
  else if (at === 0 && by < 0 && shell) shell.input.focus();
}

// All rows that were filtered are printed, not one page of them; and everything folded away.
const PRINTED = 3000;
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("#view details:not(.data)")) if (!fold.open) { fold.open = true; fold.dataset.opened = "1"; }
  if (!current || current.part !== "ds" || !shell || shell.found.length <= meta.onePage) return;
  const n = Math.min(shell.found.length, PRINTED);
  if (reasonsNow) draw(shell.list, current.state, reasonsNow, { from: 0, to: n, page: 1, pages: 1 });
  if (shell.found.length > PRINTED) shell.note.textContent = say("too-many-print", { n: count(PRINTED) });
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("#view details[data-opened]")) { fold.open = false; delete fold.dataset.opened; }
  if (current && current.part === "ds" && shell && reasonsNow) draw(shell.list, current.state, reasonsNow, pageOf(current.state, shell.found.length));
});
