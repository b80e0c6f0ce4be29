// The page of pictures: of one list, kind by kind; only those that have something to show.
views.bd = async (route, before, view) => {
  const list = chosenList(route.parts[0]);
  const title = h("h1", { tabindex: "-1" }, say("pictures"));
  if (!list) {
    view.replaceChildren(title, h("p", {}, say("no-pictures")));
    return title;
  }
  const select = h("select", { name: "list", onchange: (e) => go(address("bd/" + e.target.value)) }, meta.lists.map((l) => h("option", { value: l.id }, capital(l.label))));
  select.value = list.id;
  const body = h("div", {});
  view.replaceChildren(title, h("p", { class: "lead no-print" }, say("click")), h("form", { class: "bar", onsubmit: (e) => e.preventDefault() }, h("label", {}, say("list"), select)), body);
  const draw_ = () => body.replaceChildren(h("h2", {}, capital(list.label)), ...picturesOf(list));
  draw_();
  view.redraw = draw_;
  return title;
};

function picturesOf(list) {
  pictureNumber = 0;
  const out = [];
  for (const kind of meta.kinds) {
    if (!hasKind(list, kind)) continue;
    const own = [list.type === "grade" ? null : fallPicture(list, kind), setsPicture(list, kind), ...scorePictures(list, kind), ...pointsPictures(kind), nearTables(list, kind)].filter(Boolean);
    if (own.length) out.push(h("section", { "aria-label": kind.word }, h("h2", {}, kind.word), own));
  }
  const heat = heatPicture(list, false);
  if (heat) out.push(h("section", { "aria-label": say("heat-title") }, heat));
  return out.length ? out : [h("p", {}, say("no-pictures"))];
}

let drawnAt = window.innerWidth;
window.addEventListener("resize", () => {
  if (current && current.part === "bd" && Math.abs(window.innerWidth - drawnAt) > 40 && byId("view").redraw) {
    drawnAt = window.innerWidth;
    byId("view").redraw();
  }
});
