// A subject's explanation: sections with a verdict, blocks that belong to what stands above them.
const FEW = 12;

async function outlineOf(i) {
  await whole;
  const [common, block] = await Promise.all([unpacked("common"), unpacked("proofs-" + Math.floor(i / meta.block))]);
  const [own, subjects] = block;
  const text = (n) => (n < 0 ? common[-1 - n] : own[n]);
  return subjects[i % meta.block].map((sections) => sections.map((one) => sectionOf(one, text)));
}

function sectionOf(packed, text) {
  const [sort, id, heading, words, verdict, mark, number, blocks, parts] = packed;
  const rows = [];
  for (let at = 0; at < blocks.length; at += 4) rows.push({ depth: blocks[at], marker: text(blocks[at + 1]), role: meta.roles[blocks[at + 2]], text: text(blocks[at + 3]), inner: [] });
  return { sort: meta.sorts[sort], id: text(id), heading: text(heading), words: text(words), verdict: text(verdict), mark: text(mark), number: text(number), blocks: tree(rows), parts: (parts || []).map((p) => sectionOf(p, text)) };
}

function tree(rows) {
  const top = [];
  const path = [];
  for (const row of rows) {
    while (path.length && path[path.length - 1].depth >= row.depth) path.pop();
    (path.length ? path[path.length - 1].inner : top).push(row);
    path.push(row);
  }
  return top;
}

// A bar that stands is no good news, whatever its verdict is called; a grade has the colour of its list.
function toneOf(section) {
  if (!section.verdict) return "words";
  if (section.sort === "bar") return "result " + ({ met: "r-barred", undetermined: "r-undetermined" }[section.verdict] || "r-not-applicable");
  const graded = section.sort === "grade" && lists.get("grade:" + section.id);
  return "result " + (graded ? (graded.results.find((r) => r.id === section.verdict) || { tone: "r-undetermined" }).tone : "r-" + section.verdict);
}
const CAPITALS = new Set(["criteria", "bars", "readings", "scores", "remedy"]);

const headingOf = (section) => (CAPITALS.has(section.sort) ? capital(section.heading.toLowerCase()) : capital(section.heading));

function sectionNode(section, level) {
  const top = level === 2;
  const heading = headingOf(section);
  const title = h("h" + Math.min(level, 6), top ? { id: "s-" + section.sort + "-" + section.id } : {}, section.number && section.number + ". ", heading, top && section.words ? ":" : "",
    section.words && [" ", h("span", { class: toneOf(section) }, section.words)], section.mark && h("span", { class: "mark" }, " (" + section.mark + ")"));
  return h(top ? "section" : "div", { class: (top ? "section " : "part ") + section.sort, "aria-labelledby": top ? "s-" + section.sort + "-" + section.id : null }, title,
    section.blocks.length > 0 && h("div", { class: "blocks" }, blockNodes(section.blocks)), section.parts.map((p) => sectionNode(p, level + 1)));
}

// Neighbours with the same kind of marker are one list; a long one is folded after the first few.
function blockNodes(blocks) {
  const out = [];
  for (let at = 0; at < blocks.length; ) {
    const sort = listSort(blocks[at]);
    let to = at + 1;
    while (sort && to < blocks.length && listSort(blocks[to]) === sort) to++;
    const same = blocks.slice(at, to);
    if (!sort) out.push(h("div", { class: roleClass(same[0]) }, h("p", { class: "text" }, textNodes(same[0])), blockNodes(same[0].inner)));
    else if (same.length > FEW + 1) out.push(listNode(sort, same.slice(0, FEW)), h("details", {}, h("summary", {}, say("more-rows", { n: count(same.length - FEW) })), listNode(sort, same.slice(FEW), FEW)));
    else out.push(listNode(sort, same));
    at = to;
  }
  return out;
}

const listSort = (block) => (block.marker === "-" ? "ul" : block.marker ? "ol" : "");
const roleClass = (block) => (block.role === "reading" ? "reading-note" : block.role);

function listNode(sort, blocks) {
  const first = parseInt(blocks[0].marker, 10);
  return h(sort, sort === "ol" && first > 1 ? { start: first } : {}, blocks.map((b) => h("li", { class: roleClass(b) }, h("span", { class: "text" }, textNodes(b)), blockNodes(b.inner))));
}

// The plan's own words are set in another face, places of cells smaller; the text itself stays as it is.
function textNodes(block) {
  if (block.role === "law") {
    const from = block.text.indexOf("“");
    const to = block.text.lastIndexOf("”");
    if (from >= 0 && to > from) return [block.text.slice(0, from), h("span", { class: "quote" }, block.text.slice(from, to + 1)), block.text.slice(to + 1)];
  }
  const at = block.text.endsWith("]") ? block.text.lastIndexOf(" [") : -1;
  return at > 0 ? [block.text.slice(0, at), " ", h("span", { class: "cell" }, block.text.slice(at + 1))] : [block.text];
}
