// What the report holds: the small table of everything at once, the columns and proofs when they are needed.
const meta = JSON.parse(byId("meta").textContent);
const say = (word, parts) => meta.words[word].replace(/\{(\w+)\}/g, (_, name) => String((parts || {})[name]));
const count = (n) => n.toLocaleString(document.documentElement.lang === "vi" ? "vi-VN" : "en-GB");

async function unpack(id) {
  const text = atob(JSON.parse(byId(id).textContent));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const once = {};
const unpacked = (id) => (once[id] = once[id] || unpack(id));

// Scripts stand before the proofs, so that lists open while the rest is still being read.
const whole = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done, { once: true });
  else done();
});

let data = null;
let searched = [];
let reasonsNow = null;
const lists = new Map(meta.lists.map((list) => [list.id, list]));
const kindAt = (i) => meta.kinds.find((k) => i >= k.start && i < k.start + k.size);
const kindOf = new Map(meta.kinds.map((k) => [k.id, k]));
const criterionOf = new Map(meta.criteria.map((c) => [c.id, c]));
const VERDICTS = ["not-met", "undetermined", "met", "not-applicable"];
const byKey = new Map();
const unitOf = new Map();

async function open() {
  data = await unpacked("index");
  const all = data.names.map((name, i) => (name + " " + data.keys[i] + " " + unitName(i)).replace(/\n/g, " "));
  searched = words(all.join("\n")).split("\n").map((text) => " " + text);
  data.keys.forEach((key, i) => {
    const name = kindAt(i).id + "/" + key;
    if (key && !byKey.has(name)) byKey.set(name, i);
  });
  data.units.forEach((unit, u) => {
    const name = unit[1] || unit[0];
    if (!unitOf.has(name)) unitOf.set(name, u);
  });
  for (const list of meta.lists) list.data = data.lists[list.id];
}

const unitName = (i) => (data.unit[i] < 0 ? "" : data.units[data.unit[i]][0]);
const unitKey = (u) => data.units[u][1] || data.units[u][0];
const resultOf = (list, i) => (list.data.codes[i] < 0 ? null : list.results[list.data.codes[i]]);
const marksOf = (list, i) => list.data.marks[i] || 0;
const verdictOf = (criterion, i) => {
  const kind = kindOf.get(criterionOf.get(criterion).kind);
  const at = i - kind.start;
  return at < 0 || at >= kind.size ? null : VERDICTS[Number(data.verdicts[criterion][at])];
};

function subjectHref(i) {
  const kind = kindAt(i).id;
  const key = data.keys[i];
  const named = key && byKey.get(kind + "/" + key) === i;
  return "#/dt/" + encodeURIComponent(kind) + "/" + (named ? encodeURIComponent(key) : "~" + (i + 1));
}

function subjectAt(kind, key) {
  const found = byKey.get(kind + "/" + key);
  if (found !== undefined) return found;
  const number = /^~\d+$/.test(key) ? Number(key.slice(1)) - 1 : -1;
  return number >= 0 && number < meta.size ? number : null;
}

// A label in a list: words and the shape of the result, marks behind it.
function resultBadge(result, marks, link) {
  const told = capital(result.words);
  const badge = link ? h("a", { class: "result " + result.tone, href: link }, told) : h("span", { class: "result " + result.tone }, told);
  const tags = [[1, "provisional"], [2, "interim"]].filter(([bit]) => marks & bit);
  return [badge, ...tags.map(([, word]) => [" ", h("span", { class: "tag" }, say(word))])];
}
