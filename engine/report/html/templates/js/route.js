// The address holds the whole state: #/ds/award:x?kq=barred&tim=hoa opens the same list for whoever gets the link.
const PARAMS = ["tim", "kq", "loai", "dv", "tc", "kl", "cho", "buoc", "cung", "gan", "diem", "tu", "den", "xep", "giam", "trang", "sau"];

function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").map((p) => {
    try { return decodeURIComponent(p); } catch { return p; }
  });
  const given = new URLSearchParams(query || "");
  const state = {};
  for (const name of PARAMS) state[name] = given.get(name) || "";
  return { part: parts[0] || "front", parts: parts.slice(1), state };
}

function address(part, state) {
  const query = new URLSearchParams();
  for (const name of PARAMS) if (state && state[name]) query.set(name, state[name]);
  const text = query.toString().replace(/%3A/g, ":").replace(/%2B/g, "%2B");
  return "#/" + part + (text ? "?" + text : "");
}

const listHref = (list, state) => address("ds/" + encodeURIComponent(list.id).replace(/%3A/g, ":"), state);

let current = null;
let lastList = "#/ds";
const views = {};

function go(href, replace) {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  show(false);
}

async function show(focus) {
  const route = parse(location.hash);
  if (location.hash && !location.hash.startsWith("#/")) return;
  const view = byId("view");
  const front = route.part === "front" || !(route.part in views);
  byId("front").hidden = !front;
  view.hidden = front;
  for (const link of document.querySelectorAll("#nav a")) {
    const own = link.dataset.part === (front ? "front" : route.part === "dt" ? "ds" : route.part);
    if (own) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const before = current;
  current = route;
  let heading = byId("front-title");
  if (!front) {
    heading = await views[route.part](route, before, view);
    if (current !== route) return;
  } else view.replaceChildren();
  document.title = (front ? "" : (heading ? heading.textContent + " · " : "")) + meta.title;
  if (focus && heading) {
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}
