// Which failures come together: one column for each combination, a dot for what is in it (UpSet).
function setsOf(list, kind) {
  const counts = new Map();
  for (let i = kind.start; i < kind.start + kind.size; i++) {
    if (list.data.codes[i] < 0) continue;
    const id = list.data.setIds[list.data.sets[i]];
    if (id) counts.set(id, (counts.get(id) || 0) + 1);
  }
  return [...counts].map(([id, n]) => ({ id, n, items: id.split("+") })).sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
}

function setsPicture(list, kind) {
  const found = setsOf(list, kind);
  if (!found.some((one) => one.items.length > 1)) return null;
  const order = (list.steps[kind.id] || []).map((one) => one[0]);
  const names = order.filter((id) => found.some((one) => one.items.includes(id)));
  const width = room();
  const narrow = width < 560;
  const side = Math.round(width * (narrow ? 0.44 : 0.4));
  const pitch = narrow ? 24 : 34;
  const shown = found.slice(0, Math.max(3, Math.floor((width - side - 10) / pitch)));
  const most = Math.max(...shown.map((one) => one.n));
  const tall = 96;
  const lines = names.map((id) => wrapped(capital(stepWords(list, id)), side - 52, 2));
  const tops = [];
  let y = tall + 26;
  for (const text of lines) {
    tops.push(y);
    y += Math.max(24, text.length * 15 + 8);
  }
  const totals = names.map((id) => found.reduce((sum, one) => sum + (one.items.includes(id) ? one.n : 0), 0));
  const shapes = names.map((id, n) => {
    const high = (tops[n + 1] ?? y) - tops[n];
    const middle = tops[n] + high / 2;
    return [n % 2 ? null : s("rect", { class: "band", x: 0, y: tops[n], width: side + shown.length * pitch + 4, height: high }),
      label(side - 46, middle + 4 - (lines[n].length - 1) * 7.5, lines[n], { "text-anchor": "end" }),
      s("text", { x: side - 10, y: middle + 4.5, "text-anchor": "end", class: "soft" }, count(totals[n]))];
  });
  shown.forEach((one, at) => {
    const x = side + at * pitch + pitch / 2;
    const high = Math.max(2, (one.n / most) * (tall - 20));
    const told = one.items.map((id) => capital(stepWords(list, id))).join(" + ") + ": " + count(one.n);
    const middles = names.map((id, n) => (tops[n] + (tops[n + 1] ?? y)) / 2);
    const own = middles.filter((_, n) => one.items.includes(names[n]));
    shapes.push(svgLink(listHref(list, { loai: kind.id, cung: one.id }), told,
      s("rect", { class: "shape f-criterion", x: x - pitch * 0.34, y: tall - high + 18, width: pitch * 0.68, height: high }),
      s("text", { x, y: tall - high + 12, "text-anchor": "middle" }, count(one.n)),
      middles.map((m, n) => s("circle", { class: one.items.includes(names[n]) ? "on" : "off", cx: x, cy: m, r: 5.5 })),
      own.length > 1 && s("line", { class: "link", x1: x, x2: x, y1: own[0], y2: own[own.length - 1] })));
  });
  const rows = found.map((one) => [h("a", { href: listHref(list, { loai: kind.id, cung: one.id }) }, one.items.map((id) => capital(stepWords(list, id))).join(" + ")), count(one.n)]);
  const left = found.slice(shown.length);
  const figure_ = picture(say("sets-title"), say("sets-desc"), [Math.min(width, side + shown.length * pitch + 8), y + 4], shapes, [say("set"), say("number")], rows);
  if (left.length) figure_.insertBefore(h("p", {}, say("sets-more", { n: count(left.length), m: count(left.reduce((sum, one) => sum + one.n, 0)) })), figure_.querySelector("details"));
  return figure_;
}
