// What was not read: rejected rows and notices, a page at a time.
views.sl = async (route, before, view) => {
  const found = await unpacked("records");
  if (current !== route) return null;
  const title = h("h1", { tabindex: "-1" }, say("records"));
  const pages = Math.max(1, Math.ceil(found.rejected.length / meta.page));
  const page = Math.min(Math.max(1, Number(route.state.trang) || 1), pages);
  const shown = found.rejected.slice((page - 1) * meta.page, page * meta.page);
  const table = (head, rows) => h("div", { class: "scroll", tabindex: "0" }, h("table", {}, h("thead", {}, h("tr", {}, head.map((w) => h("th", { scope: "col" }, say(w))))), h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((c) => h("td", {}, String(c))))))));
  view.replaceChildren(title, h("h2", {}, say("rejected")),
    found.rejected.length ? table(["file", "sheet", "cell", "message", "remedy"], shown) : h("p", {}, say("rejected-none")),
    ...(pages > 1 ? [pager({ page, pages }, (n) => address("sl", { trang: n > 1 ? String(n) : "" }))] : []),
    ...(found.notices.length ? [h("h2", {}, say("notices")), table(["file", "sheet", "cell", "message", "remedy", "times"], found.notices)] : []));
  return title;
};
