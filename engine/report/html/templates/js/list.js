// The lists: filters above, rows below; the address changes with every choice.
let shell = null;
const WIDE = matchMedia("(min-width: 46.01rem)");

const chosenList = (name) => lists.get(name) || meta.lists[0];

views.ds = async (route, before, view) => {
  const list = chosenList(route.parts[0]);
  lastList = listHref(list, route.state);
  if (!list) {
    const title = h("h1", { tabindex: "-1" }, say("lists"));
    view.replaceChildren(title, h("p", {}, say("none-found")));
    return title;
  }
  const same = shell && before && before.part === "ds" && shell.list === list && view.contains(shell.root);
  if (!same) {
    shell = build(list);
    view.replaceChildren(shell.root);
  }
  const reasons = await unpacked("reasons");
  if (current !== route) return shell.title;
  reasonsNow = reasons;
  update(list, route.state, reasons);
  return shell.title;
};

function build(list) {
  const change = (name, value, replace) => {
    const state = { ...current.state, [name]: value, trang: "" };
    if (name === "tc" && !value) state.kl = "";
    go(listHref(list, state), replace);
  };
  const pick = (name, label, options) =>
    h("label", {}, label, h("select", { name, onchange: (e) => change(name, e.target.value) }, options));
  const option = (value, text) => h("option", { value }, text);
  const any = option("", say("any"));
  const kinds = meta.kinds.filter((k) => hasKind(list, k));
  const shown = new Set(kinds.map((k) => k.id));
  const input = h("input", {
    type: "search", name: "tim", autocomplete: "off", spellcheck: "false", "aria-describedby": "hint",
    oninput: (e) => change("tim", e.target.value, true),
    onkeydown: (e) => {
      if (e.key === "Escape" && e.target.value) { e.preventDefault(); e.stopPropagation(); e.target.value = ""; change("tim", "", true); }
      if (e.key === "ArrowDown") { e.preventDefault(); moveRow(1); }
    },
  });
  const whole = h("select", { name: "list", onchange: (e) => go(listHref(lists.get(e.target.value), keep(current.state))) },
    meta.lists.map((l) => option(l.id, capital(l.label))));
  whole.value = list.id;
  const waits = ["papers", "council", "calendar", "decision"].filter((w) => list.results.some((r) => r.waits.includes(w)));
  const bar = h("form", { class: "bar", role: "search", onsubmit: (e) => e.preventDefault() },
    h("label", { class: "find" }, say("search"), input), h("p", { class: "hint", id: "hint" }, say("search-hint")),
    h("details", { class: "filters", open: WIDE.matches }, h("summary", {}, say("filters")), h("div", { class: "fields" },
    meta.lists.length > 1 && h("label", {}, say("list"), whole),
    kinds.length > 1 && pick("loai", say("kind"), [any.cloneNode(true), kinds.map((k) => option(k.id, k.word))]),
    data.units.length > 0 && pick("dv", say("unit"), [any.cloneNode(true), data.units.map((u, n) => option(unitKey(n), u[0]))]),
    meta.criteria.length > 0 && pick("tc", say("criterion"), [any.cloneNode(true), kinds.map((k) =>
      h("optgroup", { label: k.word }, meta.criteria.filter((c) => c.kind === k.id && shown.has(c.kind)).map((c) => option(c.id, capital(c.label)))))]),
    meta.criteria.length > 0 && pick("kl", say("verdict"), [any.cloneNode(true), VERDICTS.slice().reverse().map((v) => option(v, say(v)))]),
    waits.length > 0 && pick("cho", say("waits"), [any, waits.map((w) => option(w, say("waits-" + w)))]))));
  const title = h("h1", { tabindex: "-1" }, capital(list.label));
  const parts = { list, title, bar, input, change, facets: h("ul", { class: "facets" }), chips: h("ul", { class: "chips" }),
    status: h("p", { role: "status" }), body: h("div", {}), pager: h("div", {}), note: h("p", { class: "note" }) };
  const tools = h("span", { class: "no-print" }, h("button", { type: "button", class: "plainly", onclick: () => window.print() }, say("print")), " ",
    h("a", { href: address("bd/" + list.id) }, say("see-pictures")));
  parts.root = h("div", {}, title, bar, parts.facets, parts.chips,
    h("div", { class: "status" }, parts.status, tools), parts.body, parts.note, parts.pager);
  return parts;
}

const hasKind = (list, kind) => {
  for (let i = kind.start; i < kind.start + kind.size; i++) if (list.data.codes[i] >= 0) return true;
  return false;
};

// Filters that mean the same in another list.
const keep = (state) => ({ tim: state.tim, loai: state.loai, dv: state.dv, tc: state.tc, kl: state.kl });

function update(list, state, reasons) {
  const found = matching(list, state);
  for (const field of shell.bar.querySelectorAll("select")) if (field.name !== "list") field.value = state[field.name];
  if (shell.bar.elements.kl) shell.bar.elements.kl.disabled = !state.tc;
  if (document.activeElement !== shell.input || shell.input.value !== state.tim) shell.input.value = state.tim;
  const groups = facets(list, found);
  const chosen = found.filter((i) => !state.kq || resultOf(list, i).id === state.kq);
  const again = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.facet : undefined;
  shell.facets.replaceChildren(
    facet(list, state, "", say("any"), found.length, ""),
    ...groups.filter((g) => g.n || g.result.id === state.kq).map((g) => facet(list, state, g.result.id, facetWords(list, g.result), g.n, g.result.tone)));
  if (again !== undefined) [...shell.facets.querySelectorAll("button")].find((b) => b.dataset.facet === again)?.focus();
  shell.chips.replaceChildren(...chips(list, state));
  const total = list.data.codes.reduce((n, code) => n + (code >= 0), 0);
  shell.status.textContent = chosen.length === total ? say("shown-all", { all: count(total) }) : say("shown", { n: count(chosen.length), all: count(total) });
  shell.found = sorted(list, state, chosen);
  shell.grouped = !state.xep;
  draw(list, state, reasons, pageOf(state, shell.found.length));
}

const pageOf = (state, n) => {
  if (n <= meta.onePage) return { from: 0, to: n, page: 1, pages: 1 };
  const pages = Math.ceil(n / meta.page);
  const page = Math.min(Math.max(1, Number(state.trang) || 1), pages);
  return { from: (page - 1) * meta.page, to: Math.min(n, page * meta.page), page, pages };
};

function draw(list, state, reasons, page) {
  const found = shell.found;
  shell.body.replaceChildren(found.length ? listTable(list, state, reasons, page) : h("p", {}, say("none-found")));
  shell.note.textContent = "";
  shell.pager.replaceChildren(...(page.pages > 1 ? [pager(page, (n) => listHref(list, { ...state, trang: n > 1 ? String(n) : "" }))] : []));
}

function facet(list, state, id, words, n, tone) {
  return h("li", {}, h("button", {
    type: "button", "aria-pressed": state.kq === id ? "true" : "false", "data-facet": id,
    onclick: () => go(listHref(list, { ...state, kq: id, trang: "" })),
  }, h("span", { class: id ? "result " + tone : "" }, capital(words)), h("b", {}, count(n))));
}

function facetWords(list, result) {
  const same = list.results.filter((r) => r.id === result.id);
  return same.length === 1 ? result.words : result.plain;
}

function chips(list, state) {
  const told = {
    tim: state.tim && say("search-for", { text: state.tim }),
    loai: state.loai && kindOf.has(state.loai) && kindOf.get(state.loai).word,
    dv: state.dv && (unitOf.has(state.dv) ? data.units[unitOf.get(state.dv)][0] : state.dv),
    tc: criterionOf.has(state.tc) && criterionOf.get(state.tc).label + (state.kl ? ": " + say(state.kl) : ""),
    cho: state.cho && say("waits") + " " + say("waits-" + state.cho),
    buoc: state.buoc && say("fell-at") + ": " + stepWords(list, state.buoc),
    cung: state.cung && say("fails") + ": " + state.cung.split("+").map((id) => stepWords(list, id)).join(" + "),
    gan: state.gan && say("near-only"),
    diem: state.diem && say("points") + " " + state.tu + "–" + state.den,
  };
  const out = Object.entries(told).filter(([, words]) => words).map(([name, words]) =>
    h("li", {}, h("button", { type: "button", "aria-label": say("remove", { what: words }),
      onclick: () => { go(listHref(list, { ...state, [name]: "", ...(name === "tc" ? { kl: "" } : {}), trang: "" })); shell.input.focus(); } }, words)));
  if (out.length > 1) out.push(h("li", { class: "no-print" }, h("a", { href: listHref(list, { kq: state.kq }) }, say("clear"))));
  return out;
}
