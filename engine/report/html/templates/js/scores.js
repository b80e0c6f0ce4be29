// Who stands where under a quota, with the line; and how points are spread, by grade.
const INSIDE = ["outside", "open", "inside", "tie"];

function scorePictures(list, kind) {
  return list.cuts.filter((cut) => cut.kind === kind.id).map((cut) => {
    const own = list.data.ranked.filter((r) => kindAt(r[0]) === kind && r[7] === cut.group);
    return own.length > 1 ? scorePicture(list, cut, own) : null;
  }).filter(Boolean);
}

function scorePicture(list, cut, own) {
  const width = room();
  const edge = 26;
  const low = Math.min(...own.map((r) => r[3]), cut.value ?? Infinity);
  const high = Math.max(...own.map((r) => r[4]), cut.value ?? -Infinity);
  const whole = own.every((r) => Number.isInteger(r[3]) && Number.isInteger(r[4]));
  const step = Math.max(whole ? 1 : 0, stepFor(high - low || 1, width < 560 ? 4 : 8));
  const from = Math.floor(low / step) * step - (low === high ? step : 0);
  const to = Math.ceil(high / step) * step + (low === high ? step : 0);
  const x = (v) => edge + ((v - from) / (to - from)) * (width - 2 * edge);
  const size = own.length > 150 ? 6 : 10;
  const columns = new Map();
  const placed = own.slice().sort((a, b) => b[6] - a[6] || a[1] - b[1] || a[0] - b[0]).map((r) => {
    const column = Math.round(x(r[3]) / (size + 1));
    const at = columns.get(column) || 0;
    columns.set(column, at + 1);
    return [r, column * (size + 1), at];
  });
  const deepest = Math.max(...columns.values());
  const lift = Math.min(size + 1, 200 / deepest);
  const base = 40 + deepest * lift;
  const shapes = [];
  for (let v = from; v <= to + step / 1e6; v += step) shapes.push(s("line", { class: "rule", x1: x(v), x2: x(v), y1: 30, y2: base + 4 }), s("text", { x: x(v), y: base + 19, "text-anchor": "middle", class: "soft small" }, figure(Math.round(v * 1e6) / 1e6)));
  shapes.push(s("line", { class: "axis", x1: edge - 6, x2: width - edge + 6, y1: base + 4, y2: base + 4 }));
  for (const [r, at, level] of placed) {
    const y = base - level * lift - size / 2;
    const told = data.names[r[0]] + ": " + r[5] + ", " + say("rank").toLowerCase() + " " + (r[1] === r[2] ? r[1] : r[1] + "–" + r[2]) + ", " + say(INSIDE[r[6]]);
    shapes.push(svgLink(subjectHref(r[0]), told, r[4] > r[3] && s("line", { class: "axis", x1: at, x2: x(r[4]), y1: y, y2: y }), s("circle", { class: "shape f-" + INSIDE[r[6]], cx: at, cy: y, r: size / 2 })));
  }
  const places = cut.places[0] === cut.places[1] ? String(cut.places[0]) : cut.places[0] + "–" + cut.places[1];
  const about = say("places", { n: places }) + "; " + (cut.value === null ? say("cut-open") : say("cut", { told: cut.told }));
  if (cut.value !== null) {
    const right = x(cut.value) > width / 2;
    shapes.push(s("line", { class: "cut", x1: x(cut.value), x2: x(cut.value), y1: 22, y2: base + 4 }), s("text", { x: x(cut.value) + (right ? -6 : 6), y: 18, "text-anchor": right ? "end" : "start", class: "strong" }, about));
  } else shapes.push(s("text", { x: edge, y: 18, class: "strong" }, about));
  const used = [2, 3, 1, 0].filter((code) => own.some((r) => r[6] === code));
  const rows = own.slice().sort((a, b) => a[1] - b[1] || a[0] - b[0]).map((r) => [h("a", { href: subjectHref(r[0]) }, data.names[r[0]]), r[5], r[1] === r[2] ? String(r[1]) : r[1] + "–" + r[2], say(INSIDE[r[6]])]);
  const title = say("scores-title") + (cut.group ? ": " + cut.group : "");
  return picture(title, say("scores-desc", { by: cut.by }) + " " + capital(about) + ".", [width, base + 26], shapes, [say("name"), capital(cut.by), say("rank"), say("result")], rows, legendOf(used.map((code) => ["f-" + INSIDE[code], say(INSIDE[code])])));
}

function pointsPictures(kind) {
  return meta.figures.filter((f) => f.kind === kind.id).map((f) => pointsPicture(f, kind)).filter(Boolean);
}

function pointsPicture(own, kind) {
  const lows = data.figures[own.id].low;
  const known = lows.filter((v) => v !== null);
  if (known.length < 2) return null;
  const grades = meta.lists.find((list) => list.type === "grade" && hasKind(list, kind));
  const list = grades || meta.lists.find((one) => hasKind(one, kind));
  if (!list) return null;
  const width = room();
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = stepFor(high - low || 1, width < 560 ? 8 : 14);
  const from = Math.floor(low / step) * step;
  const bins = Array.from({ length: Math.floor((high - from) / step) + 1 }, () => new Map());
  lows.forEach((v, at) => {
    if (v === null) return;
    const i = kind.start + at;
    const result = resultOf(list, i);
    const name = grades && result ? result.id : "";
    const bin = bins[Math.floor((v - from) / step)];
    bin.set(name, (bin.get(name) || 0) + 1);
  });
  const sums = bins.map((bin) => [...bin.values()].reduce((a, b) => a + b, 0));
  const most = Math.max(...sums);
  const wide = (width - 40) / bins.length;
  const tall = 150;
  const order = [...new Map(list.results.slice().sort((a, b) => a.order - b.order).map((r) => [r.id, r])).values()];
  const tone = (id) => (id ? fillOf(order.find((r) => r.id === id)) : "f-none");
  const told = (n) => figure(from + n * step) + " – " + figure(from + (n + 1) * step);
  const shapes = bins.map((bin, n) => {
    if (!sums[n]) return null;
    let y = tall + 20;
    const parts = (grades ? order.map((r) => r.id) : [""]).filter((id) => bin.get(id)).map((id) => {
      const high_ = (bin.get(id) / most) * tall;
      y -= high_;
      return s("rect", { class: "shape " + tone(id), x: 20 + n * wide + 1, y, width: wide - 2, height: high_ });
    });
    const href = listHref(list, { loai: kind.id, diem: own.id, tu: String(from + n * step), den: String(from + (n + 1) * step) });
    return svgLink(href, told(n) + ": " + count(sums[n]), parts, s("text", { x: 20 + (n + 0.5) * wide, y: y - 5, "text-anchor": "middle" }, count(sums[n])));
  });
  shapes.push(s("line", { class: "axis", x1: 14, x2: width - 14, y1: tall + 20, y2: tall + 20 }));
  const every = Math.ceil(44 / wide);
  for (let n = 0; n <= bins.length; n += every) shapes.push(s("text", { x: 20 + n * wide, y: tall + 36, "text-anchor": "middle", class: "soft small" }, figure(from + n * step)));
  const used = order.filter((r) => bins.some((bin) => bin.get(r.id)));
  const rows = bins.map((_, n) => [told(n), ...(grades ? used.map((r) => count(bins[n].get(r.id) || 0)) : []), count(sums[n])]);
  return picture(say("points-title"), say("points-desc", { by: own.label }), [width, tall + 44], shapes, [say("range"), ...(grades ? used.map((r) => facetWords(list, r)) : []), say("number")], rows,
    grades && legendOf(used.map((r) => [fillOf(r), capital(facetWords(list, r))])));
}

const fillOf = (result) => "f-" + result.tone.replace(/^r-/, "").replace(/^g-/, "g");
