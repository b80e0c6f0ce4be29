// One subject: what was decided, then the whole proof, then the people of a unit.
const MEMBERS = 60;

views.dt = async (route, before, view) => {
  const i = subjectAt(route.parts[0], route.parts[1] || "");
  if (i === null) {
    const title = h("h1", { tabindex: "-1" }, say("unknown-subject"));
    view.replaceChildren(title, h("p", {}, h("a", { href: lastList }, say("back"))));
    return title;
  }
  const [outlines, reasons] = await Promise.all([outlineOf(i), unpacked("reasons")]);
  if (current !== route) return null;
  const title = h("h1", { tabindex: "-1" }, data.names[i]);
  const sections = outlines[route.state.sau ? 1 : 0];
  const at = shell ? shell.found.indexOf(i) : -1;
  const near = (by, words, rel) => {
    const other = at >= 0 ? shell.found[at + by] : undefined;
    return other === undefined ? null : h("a", { href: subjectHref(other), rel, "data-step": by }, words);
  };
  const kind = kindAt(i);
  const unit = data.unit[i];
  view.replaceChildren(h("article", {},
    h("nav", { class: "crumbs", "aria-label": say("subject") }, h("a", { href: lastList, "data-back": true }, say("back")), near(-1, "← " + say("previous-subject"), "prev"), near(1, say("next-subject") + " →", "next")),
    title,
    h("p", { class: "who" }, [data.keys[i] !== data.names[i] && data.keys[i], kind.word].filter(Boolean).join(" · "), unit >= 0 && [" · ", unitLink(unit)]),
    inShort(i, reasons),
    h("div", { class: "tools" }, depth(route), h("button", { type: "button", class: "plainly", onclick: () => window.print() }, say("print"))),
    h("div", { class: "proof" }, h("div", { class: "outline" }, sections.map((one) => sectionNode(one, 2))), contents(sections)),
    members(i)));
  return title;
};

// Where the page is wide, its sections stand beside it; the address stays that of the subject.
function contents(sections) {
  const to = (one) => { const title = byId("s-" + one.sort + "-" + one.id); title.setAttribute("tabindex", "-1"); title.focus({ preventScroll: true }); title.scrollIntoView(); };
  return h("nav", { class: "aside", "aria-label": say("on-page") }, h("ul", {}, sections.map((one) => h("li", {}, h("button", { type: "button", onclick: () => to(one) }, headingOf(one))))));
}

function unitLink(u) {
  const [name, , subject] = data.units[u];
  return subject >= 0 ? h("a", { href: subjectHref(subject) }, name) : name;
}

function inShort(i, reasons) {
  const rows = meta.lists.filter((list) => list.data.codes[i] >= 0).map((list) => {
    const result = resultOf(list, i);
    return h("tr", {}, h("th", { scope: "row" }, capital(list.label)), h("td", { class: "c-result" }, resultBadge(result, marksOf(list, i))), h("td", {}, reasons.texts[reasons.at[list.id][i]]));
  });
  const points = meta.figures.filter((f) => f.kind === kindAt(i).id).map((f) => {
    const told = data.figures[f.id].told[i - kindAt(i).start];
    return h("tr", {}, h("th", { scope: "row" }, capital(f.label)), h("td", { class: "c-result" }, told), h("td", {}));
  });
  return h("table", { class: "short" }, h("caption", { hidden: true }, say("in-short")), h("tbody", {}, rows, points));
}

function depth(route) {
  const to = (sau, words) => h("button", { type: "button", "aria-pressed": route.state.sau === sau ? "true" : "false", "data-depth": sau,
    onclick: async () => { history.replaceState(null, "", address(["dt", ...route.parts.map(encodeURIComponent)].join("/"), { sau })); await show(false); document.querySelector('[data-depth="' + sau + '"]')?.focus(); } }, words);
  return h("span", { class: "depth", role: "group", "aria-label": say("depth") }, to("", say("page-depth")), to("1", say("whole-depth")));
}

function members(i) {
  const u = data.units.findIndex((unit) => unit[2] === i);
  if (u < 0) return null;
  const own = [];
  for (let n = 0; n < meta.size; n++) if (data.unit[n] === u) own.push(n);
  if (!own.length) return null;
  const list = meta.lists.find((one) => own.some((n) => one.data.codes[n] >= 0));
  return h("section", { class: "section", "aria-labelledby": "members" }, h("h2", { id: "members" }, say("members") + " (" + count(own.length) + ")"),
    h("ul", { class: "members" }, own.slice(0, MEMBERS).map((n) => h("li", {}, h("a", { href: subjectHref(n) }, data.names[n]), list && resultOf(list, n) && [" ", h("span", { class: "key" }, resultOf(list, n).words)]))),
    list && h("p", {}, h("a", { href: listHref(list, { dv: unitKey(u) }) }, say("members-all", { n: count(own.length) }))));
}
