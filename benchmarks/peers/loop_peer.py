"""(f) Python, record by record: what somebody writes without any library. Starts from records (dictionaries)."""
import datetime as dt, harness as common, numpy as np
YE, DL = dt.date(2020, 12, 31), dt.date(2020, 5, 25); NAMES = ["discipline_ok", "conduct_ok", "has_initiative", "initiative_effective"]
def tri(x): return 1 if x is None else 2 * bool(x)
def le(x, y): return None if x is None else x <= y
def unit_codes(u, nf, nu, nv):
    a, b, t, n = u["on_time_rate"], u["satisfaction_rate"], u["tasks_done_rate"], u["initiatives_registered"]
    return (min(tri(le(u["plan_issued_on"], YE)), tri(le(u["launched_on"], YE))), min(tri(None if n is None else n >= 1), tri(le(u["initiative_registered_on"], DL))), tri(u["initiative_effective"]),
            0 if nf else 1 if nu else 2, tri(None if a is None else a >= 97), tri(None if b is None else b > 80), tri(None if t is None else t >= 100), 0 if nv else 2)
def staff_codes(s, nv): return (*(tri(s[n]) for n in NAMES), 0 if s["role"] == "head" and nv else 2)
def counted(units, staff):
    out = {u["unit_id"]: [0, 0, 0] for u in units}
    for s in staff:
        o = out[s["unit_id"]]
        if s["conduct_ok"] is None: o[1] += 1
        elif not s["conduct_ok"]: o[0] += 1
        if s["harassment_violation"]: o[2] += 1
    return out
def score_of(u):
    a, b, t = u["on_time_rate"], u["satisfaction_rate"], u["tasks_done_rate"]
    return None if a is None or b is None or t is None else round(a * .4 + b * .4 + t * .2, 2)
def bits(c, v): return sum(1 << i for i, x in enumerate(c) if x == v)
def winners(units, rows):
    pools = {}
    for i, (u, (gk, _, score)) in enumerate(zip(units, rows)):
        if gk == 2: pools.setdefault(u["kind"], []).append((score, i))
    win = set()
    for p in pools.values():
        n = len(p) // 10
        if n:
            line = sorted((-1 if s is None else s for s, _ in p), reverse=True)[n - 1]
            win |= {i for s, i in p if s is not None and s >= line}
    return win
def unit_decision(gk, bke, won): return 0 if gk == 0 else 1 if gk == 1 or bke == 1 else 3 if bke == 2 and won else 2
def staff_decision(c): gk = min(c[0], c[1], c[2], c[4]); return 0 if gk == 0 else 1 if gk == 1 or c[3] == 1 else 3 if c[3] == 2 else 2
class E(common.Engine):
    name = "f_loop"; explains = "by hand: status tuples and masks"
    def csv(self): return common.pydict_records(self)
    def decide(self, unit, staff):      # what the record engines put in the place of these two
        return [unit_decision(*x) for x in unit], [staff_decision(c) for c in staff]
    def evaluate(self, d):
        units, staff = d; g = counted(units, staff)
        uc = [unit_codes(u, *g[u["unit_id"]]) for u in units]; sc = [staff_codes(s, g[s["unit_id"]][2]) for s in staff]
        rows = [(gk := min(*c[:4], c[7]), min(gk, *c[4:7]), score_of(u)) for u, c in zip(units, uc)]; win = winners(units, rows)
        dec = self.decide([(gk, bke, i in win) for i, (gk, bke, _) in enumerate(rows)], sc)
        return [(c, d, bits(c, 0), bits(c, 1), r[2]) for c, d, r in zip(uc, dec[0], rows)], [(c, d, bits(c, 0), bits(c, 1), 25 * sum(x == 2 for x in c[:4])) for c, d in zip(sc, dec[1])]
    def standard(self, res):
        out = {}
        for p, rows in zip("us", res):
            for n, i in (("dec", 1), ("fail", 2), ("unk", 3)): out[f"{p}_{n}"] = np.array([r[i] for r in rows])
            out[f"{p}_score"] = np.array([np.nan if r[4] is None else r[4] for r in rows])
        return out
if __name__ == "__main__": common.main(E)
