// Drawing: pictures as SVG with a title, a description, and the same figures as a table below.
const probe = document.createElement("canvas").getContext("2d");
let pictureNumber = 0;

function widthOf(text, strong) {
  probe.font = (strong ? "600 " : "") + '13px "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif';
  return probe.measureText(text).width;
}

// A text broken into lines no wider than a width; what does not fit in so many lines ends in dots.
function wrapped(text, width, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines[lines.length - 1] ? lines[lines.length - 1] + " " + word : word;
    if (widthOf(longer) <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  while (kept[most - 1] && widthOf(kept[most - 1] + "…") > width) kept[most - 1] = kept[most - 1].slice(0, -1);
  kept[most - 1] += "…";
  return kept;
}

const label = (x, y, lines, attributes) =>
  s("text", { x, y, ...(attributes || {}) }, lines.map((line, n) => s("tspan", { x, dy: n ? 15 : 0 }, line)));

function svgLink(href, told, ...inner) {
  return s("a", { href, "aria-label": told }, s("title", {}, told), inner);
}

function picture(title, about, size, shapes, head, rows, legend) {
  const id = "p" + ++pictureNumber;
  const svg = s("svg", { width: size[0], height: size[1], viewBox: "0 0 " + size[0] + " " + size[1], role: "group", "aria-labelledby": id + "t " + id + "d" },
    s("title", { id: id + "t" }, title), s("desc", { id: id + "d" }, about), shapes);
  return h("figure", { class: "picture" }, h("h3", {}, title), h("p", {}, about), legend, svg, dataTable(head, rows));
}

function dataTable(head, rows) {
  return h("details", { class: "data" }, h("summary", {}, say("table")), h("div", { class: "scroll", tabindex: "0" }, h("table", {},
    h("thead", {}, h("tr", {}, head.map((c, n) => h("th", { scope: "col", class: n ? "n" : null }, c)))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((c, n) => h(n ? "td" : "th", { scope: n ? null : "row", class: n ? "n" : null }, c))))))));
}

function legendOf(entries) {
  return h("ul", { class: "legend" }, entries.map(([fill, words]) => h("li", {}, s("svg", { width: 11, height: 11, "aria-hidden": "true" }, s("rect", { class: fill, width: 11, height: 11, rx: 2 })), words)));
}

const room = () => Math.max(300, Math.min(880, (byId("view").clientWidth || 880)));

// Round steps that divide a span into about so many.
function stepFor(span, about) {
  if (!(span > 0)) return 1;
  const rough = span / about;
  const ten = Math.pow(10, Math.floor(Math.log10(rough)));
  return [1, 2, 2.5, 5, 10].map((m) => m * ten).find((m) => m >= rough);
}

const figure = (n) => n.toLocaleString(document.documentElement.lang === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 2 });
