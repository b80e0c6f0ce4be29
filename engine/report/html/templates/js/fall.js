// Who falls at which criterion: from all who were nominated down to the proposed, each taken off once.
const APART = new Set(["scope", "nomination"]);
const ENDS = new Set(["proposed", "met"]);

function fallsOf(list, kind) {
  const counts = new Map();
  for (let i = kind.start; i < kind.start + kind.size; i++) {
    if (list.data.codes[i] < 0) continue;
    const id = list.data.stepIds[list.data.falls[i]];
    counts.set(id, (counts.get(id) || 0) + 1);
  }
  const steps = (list.steps[kind.id] || []).map(([id, gate, words]) => ({ id, gate, words: say("s-" + gate, { label: words }), n: counts.get(id) || 0 }));
  const taken = steps.filter((one) => !APART.has(one.gate));
  return { steps: taken.filter((one) => one.n || ENDS.has(one.gate)), all: taken.reduce((sum, one) => sum + one.n, 0) };
}

function fallPicture(list, kind) {
  const { steps, all } = fallsOf(list, kind);
  if (!all || !steps.some((one) => one.n && !ENDS.has(one.gate))) return null;
  const width = room();
  const narrow = width < 560;
  const left = narrow ? 0 : Math.round(width * 0.42);
  const scale = (width - left - 52) / all;
  const shapes = [];
  const rows = [];
  let y = 4;
  let rest = all;
  const line = (words, from, n, fill, href, strong) => {
    const lines = wrapped(capital(words), narrow ? width - 10 : left - 16, 2);
    const tall = narrow ? lines.length * 15 + 24 : Math.max(26, lines.length * 15 + 10);
    const top = narrow ? y + lines.length * 15 : y + (tall - 18) / 2 - 1;
    const told = capital(words) + ": " + count(n);
    const text = label(narrow ? 0 : left - 12, narrow ? y + 11 : y + tall / 2 + 4 - (lines.length - 1) * 7.5, lines, { "text-anchor": narrow ? "start" : "end", class: strong ? "strong" : null });
    const bar = s("rect", { class: "shape " + fill, x: left + from * scale, y: top, width: Math.max(n * scale, n ? 2 : 0), height: 18, rx: 1.5 });
    const number = s("text", { x: left + (from + n) * scale + 7, y: top + 13.5, class: strong ? "strong" : null }, count(n));
    shapes.push(svgLink(href, told, s("rect", { class: "shape", x: 0, y, width, height: tall, fill: "transparent", "fill-opacity": 0, stroke: "none" }), text, bar, number));
    const next = narrow ? top + 18 : y + tall;
    if (!strong) shapes.push(s("line", { class: "rule", x1: left + from * scale, x2: left + from * scale, y1: top + 18, y2: next + 12 }));
    y += tall + (narrow ? 2 : 0);
  };
  const href = (id) => listHref(list, { loai: kind.id, buoc: id });
  line(say("s-nominated"), 0, all, "f-nominated", listHref(list, { loai: kind.id }), true);
  rows.push([capital(say("s-nominated")), "", count(all)]);
  for (const step of steps) {
    const end = ENDS.has(step.gate);
    rest -= end ? 0 : step.n;
    line(step.words, end ? 0 : rest, step.n, "f-" + step.gate, href(step.id), end);
    rows.push([h("a", { href: href(step.id) }, capital(step.words)), end ? "" : count(step.n), count(end ? step.n : rest)]);
  }
  const end = steps.find((one) => ENDS.has(one.gate));
  return picture(say("fall-title"), say("fall-desc", { all: count(all), end: count(end ? end.n : 0) }), [width, y + 4], shapes, [say("step"), say("leave"), say("left")], rows);
}
