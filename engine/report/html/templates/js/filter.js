// Which subjects a state of a list asks for, and in which order.

function ranksOf(list) {
  if (!list.ranks) list.ranks = new Map(list.data.ranked.map((r) => [r[0], r]));
  return list.ranks;
}

function nearOf(list) {
  if (!list.nearSet) list.nearSet = new Set(list.data.near.map((n) => n[0]));
  return list.nearSet;
}

// Everybody the list concerns who passes all filters but that of the result: the facets count these.
function matching(list, state) {
  const out = [];
  const sought = words(state.tim).split(/\s+/).filter(Boolean).map((w) => " " + w);
  const kind = kindOf.get(state.loai);
  const unit = state.dv === "" ? null : unitOf.get(state.dv);
  const self = unit === null || unit === undefined ? -1 : data.units[unit][2];
  const figure = state.diem ? data.figures[state.diem] : null;
  const start = figure ? kindOf.get(meta.figures.find((f) => f.id === state.diem).kind).start : 0;
  const step = list.data.stepIds.indexOf(state.buoc);
  const set = list.data.setIds.indexOf(state.cung);
  const criterion = criterionOf.has(state.tc) ? state.tc : "";
  const near = state.gan ? nearOf(list) : null;
  const from = kind ? kind.start : 0;
  const to = kind ? kind.start + kind.size : meta.size;
  for (let i = from; i < to; i++) {
    if (list.data.codes[i] < 0) continue;
    if (unit !== null && data.unit[i] !== unit && i !== self) continue;
    if (state.buoc && list.data.falls[i] !== step) continue;
    if (state.cung && list.data.sets[i] !== set) continue;
    if (near && !near.has(i)) continue;
    if (criterion) {
      const verdict = verdictOf(criterion, i);
      if (verdict === null || (state.kl && verdict !== state.kl)) continue;
    }
    if (state.cho && !resultOf(list, i).waits.includes(state.cho)) continue;
    if (figure) {
      const low = figure.low[i - start];
      if (low === undefined || low === null || low < Number(state.tu) || low >= Number(state.den)) continue;
    }
    if (!sought.every((w) => searched[i].includes(w))) continue;
    out.push(i);
  }
  return out;
}

function facets(list, found) {
  const out = new Map();
  for (const result of list.results) if (!out.has(result.id)) out.set(result.id, { result, n: 0 });
  for (const i of found) out.get(resultOf(list, i).id).n++;
  return [...out.values()].sort((a, b) => a.result.order - b.result.order);
}

function sorted(list, state, found) {
  const key = sortKey(list, state.xep);
  const sign = state.giam ? -1 : 1;
  const keyed = found.map((i) => [key(i), i]);
  const last = (v) => v === null || v === undefined;
  keyed.sort(([a, i], [b, j]) => {
    if (last(a) || last(b)) return last(a) - last(b) || i - j;
    return (a < b ? -1 : a > b ? 1 : 0) * sign || (i - j) * (state.xep === "ten" ? sign : 1);
  });
  return keyed.map(([, i]) => i);
}

function sortKey(list, by) {
  if (by === "ten") return (i) => i;
  if (by === "dv") return (i) => (data.unit[i] < 0 ? (selfUnit(i) ?? null) : data.unit[i]);
  if (by === "hang") return (i) => (ranksOf(list).get(i) || [])[1] ?? null;
  if (by === "diem") return (i) => -1 * (pointsOf(i)?.low ?? -Infinity);
  return (i) => resultOf(list, i).order * 100 + meta.kinds.indexOf(kindAt(i));
}

let selves = null;
function selfUnit(i) {
  if (!selves) selves = new Map(data.units.map((u, n) => [u[2], n]));
  return selves.get(i);
}

function pointsOf(i) {
  const figure = meta.figures.find((f) => f.kind === kindAt(i).id);
  if (!figure) return null;
  const at = i - kindAt(i).start;
  const own = data.figures[figure.id];
  return { low: own.low[at], told: own.told[at] };
}

// What a step is called; criteria by their own label.
function stepWords(list, id) {
  for (const steps of Object.values(list.steps)) {
    const found = steps.find((one) => one[0] === id);
    if (found) return say("s-" + found[1], { label: found[2] });
  }
  return id;
}
