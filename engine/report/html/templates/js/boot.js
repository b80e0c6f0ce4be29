// Keys, the address, and the first view.
window.addEventListener("popstate", () => show(true).then(backToRow));
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#/']") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  leaving(link);
  history.pushState(null, "", link.getAttribute("href"));
  show(true).then(backToRow);
});

let left = null;
function leaving(link) {
  if (link.dataset && link.dataset.row) left = link.dataset.row;
}

// Coming back to a list, the row that was left has the focus again.
function backToRow() {
  if (!current || current.part !== "ds" || left === null) return;
  const row = document.querySelector('[data-row="' + left + '"]');
  left = null;
  if (row) { row.focus({ preventScroll: true }); row.scrollIntoView({ block: "center" }); }
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.matches("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "/" && !typing && data) {
    event.preventDefault();
    const ready = current && current.part === "ds" ? Promise.resolve() : (history.pushState(null, "", lastList), show(false));
    ready.then(() => shell && shell.input.focus());
  }
  if (!current || typing) return;
  if (current.part === "dt") {
    const to = { Escape: "[data-back]", ArrowLeft: '[data-step="-1"]', ArrowRight: '[data-step="1"]' }[event.key];
    const link = to && document.querySelector(to);
    if (link) { event.preventDefault(); link.click(); }
  }
  if (current.part === "ds" && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.target instanceof Element && event.target.matches("[data-row]")) {
    event.preventDefault();
    moveRow(event.key === "ArrowDown" ? 1 : -1);
  }
});

function alertOf(word) {
  byId("alert").textContent = say(word);
  byId("alert").hidden = false;
}

if (typeof DecompressionStream === "undefined") alertOf("too-old");
else open().then(() => show(false)).then(() => { document.documentElement.dataset.ready = "1"; })
  .catch((problem) => { console.error(problem); alertOf("broken"); });
