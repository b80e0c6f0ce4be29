// Near misses: whom one thing keeps out, the smallest gap first; what has no measure is counted.
const NEAR = 12;

function nearTables(list, kind) {
  const own = list.data.near.filter((n) => kindAt(n[0]) === kind);
  if (!own.length) return null;
  const steps = (list.steps[kind.id] || []).filter(([id]) => own.some((n) => n[1] === id));
  const parts = steps.map(([id]) => nearTable(list, kind, id, own.filter((n) => n[1] === id)));
  const [measured, plain] = [parts.filter((p) => p.table), parts.filter((p) => !p.table)];
  return h("figure", { class: "picture" }, h("h3", {}, say("near-title")), h("p", {}, say("near-desc")), measured.map((p) => p.table),
    plain.length > 0 && h("table", { class: "near" }, h("tbody", {}, plain.map((p) => h("tr", {}, h("th", { scope: "row", class: "c-name" }, h("a", { href: p.href }, capital(p.words))), h("td", {}, say("near-unmeasured", { n: count(p.n) })))))));
}

function nearTable(list, kind, id, own) {
  const words = stepWords(list, id);
  const href = listHref(list, { loai: kind.id, buoc: id, gan: "1" });
  const measured = own.filter((n) => n[2] !== null);
  if (!measured.length) return { words, href, n: own.length };
  const most = Math.max(...measured.map((n) => n[2]));
  const rows = measured.slice(0, NEAR).map(([i, , size, told, found, asked]) => h("tr", {},
    h("th", { scope: "row", class: "c-name" }, h("a", { href: subjectHref(i) }, data.names[i]), unitName(i) && [" ", h("span", { class: "key" }, unitName(i))]),
    h("td", { class: "c-gap" }, s("svg", { width: 104, height: 12, "aria-hidden": "true" }, s("rect", { class: "f-miss f-criterion", y: 2, height: 8, width: Math.max(2, (size / most) * 100) })), " ", told),
    h("td", {}, found), h("td", {}, asked)));
  const left = own.length - Math.min(measured.length, NEAR);
  const table = h("div", {}, h("table", { class: "near" }, h("caption", {}, h("a", { href }, capital(words)), " (" + count(own.length) + ")"),
    h("thead", {}, h("tr", {}, ["name", "gap", "found", "asked"].map((w) => h("th", { scope: "col" }, say(w))))), h("tbody", {}, rows)),
    left > 0 && h("p", { class: "note" }, h("a", { href }, say("near-more", { n: count(left) }))));
  return { table };
}
