// Elements, made one by one: text is text, nothing is ever parsed as HTML.
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

const h = (tag, attributes, ...children) => dress(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => dress(document.createElementNS(SVG, tag), attributes, children);
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

// Without accents, capitals and signs: what is searched for and what is searched look alike. Lines stay lines.
const words = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d").replace(/[^\p{L}\p{N}\n]+/gu, " ");
