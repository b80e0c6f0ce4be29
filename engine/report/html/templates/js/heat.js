// Criteria by unit: how many are met of those that have a verdict, and how many are still open.
const HEAT_PAGE = 60;

function heatPicture(list, all) {
  if (!data.units.length) return null;
  const people = meta.kinds.filter((k) => { for (let i = k.start; i < k.start + k.size; i++) if (data.unit[i] >= 0) return hasKind(list, k); return false; });
  const owners = meta.kinds.filter((k) => !people.includes(k) && hasKind(list, k) && data.units.some((u) => u[2] >= k.start && u[2] < k.start + k.size));
  const used = (k) => meta.criteria.filter((c) => c.kind === k.id);
  const columns = [...owners.flatMap((k) => used(k).map((c) => ({ c, own: true }))), ...people.flatMap((k) => used(k).map((c) => ({ c, own: false })))];
  if (!columns.length) return null;
  const cells = data.units.map(() => columns.map(() => [0, 0, 0]));
  for (let i = 0; i < meta.size; i++) {
    if (list.data.codes[i] < 0) continue;
    const u = data.unit[i] >= 0 ? data.unit[i] : selfUnit(i);
    if (u === undefined) continue;
    columns.forEach(({ c }, n) => {
      const verdict = c.kind === kindAt(i).id ? verdictOf(c.id, i) : null;
      if (verdict === "met") cells[u][n][0]++;
      else if (verdict === "not-met") cells[u][n][1]++;
      else if (verdict === "undetermined") cells[u][n][2]++;
    });
  }
  const rows = data.units.map((_, u) => u).filter((u) => cells[u].some(([a, b, c]) => a + b + c));
  if (rows.length < 2) return null;
  const shown = all ? rows : rows.slice(0, HEAT_PAGE);
  const twice = new Set(data.units.map((one) => one[0]).filter((name, n, every) => every.indexOf(name) !== n));
  const over = [["heat-own", columns.filter((c) => c.own).length], ["heat-people", columns.filter((c) => !c.own).length]].filter(([, n]) => n);
  const table = h("table", { class: "heat" },
    h("thead", {}, over.length > 1 && h("tr", { class: "over" }, h("td", {}), over.map(([w, n]) => h("th", { colspan: n, scope: "colgroup" }, say(w)))),
      h("tr", {}, h("th", { scope: "col" }, say("unit")), columns.map(({ c }) => h("th", { scope: "col" }, capital(c.label))))),
    h("tbody", {}, shown.map((u) => h("tr", {}, h("th", { scope: "row" }, unitLink(u), twice.has(data.units[u][0]) && [" ", h("span", { class: "key" }, data.units[u][1])]), columns.map(({ c }, n) => heatCell(list, u, c, cells[u][n]))))));
  const figure_ = h("figure", { class: "picture wide" }, h("h3", {}, say("heat-title")), h("p", {}, say("heat-desc")), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("heat-title") }, table));
  if (shown.length < rows.length) figure_.append(h("p", {}, h("button", { type: "button", class: "plainly", onclick: () => figure_.replaceWith(heatPicture(list, true)) }, say("more-rows", { n: count(rows.length - shown.length) }))));
  return figure_;
}

function heatCell(list, u, criterion, [met, not, open]) {
  if (!met && !not && !open) return h("td", { class: "zero" }, "·");
  const share = met + not ? met / (met + not) : null;
  const shade = share === null ? "" : share === 1 ? "h0" : "h" + Math.min(5, 1 + Math.floor((1 - share) * 5));
  const href = listHref(list, { dv: unitKey(u), tc: criterion.id, loai: criterion.kind });
  return h("td", { class: shade }, h("a", { href }, met + not ? met + "/" + (met + not) : "", open > 0 && h("span", { class: "q" }, (met + not ? " " : "") + open + "?")));
}
