"""(e) OpenFisca-core: Person=staff, GroupEntity=unit. One variable per criterion (int codes 0/1/2: OpenFisca has no null), formulas in numpy.
   natural form = Simulation with inputs set. --trace: with the tracer on (its explanation facility). Run with v_of/bin/python."""
import sys, harness as common, numpy as np
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
Staff = Entity(key="staff", plural="staffs", label="staff", doc="")
Unit = GroupEntity(key="unit", plural="units", label="unit", doc="", roles=[{"key": "head", "label": "head", "max": 1}, {"key": "member", "label": "member"}])
PER = "2020"; YE, DL = int(np.datetime64("2020-12-31").astype(int)), int(np.datetime64("2020-05-25").astype(int)); NAT = np.iinfo(np.int32).min
def tri(cond, miss): return np.where(miss, 1, 2 * cond).astype(np.int32)
def var(nm, ent, typ, f=None):
    d = dict(value_type=typ, entity=ent, definition_period=DateUnit.YEAR, label=nm, default_value=typ(0))
    if f: d["formula"] = f
    return type(nm, (Variable,), d)
IN_U = {"plan_issued_on": int, "launched_on": int, "ireg": int, "initiative_registered_on": int, "ieff": int, "on_time_rate": float, "satisfaction_rate": float, "tasks_done_rate": float, "kind": int}
IN_S = {"s_conduct_ok": int, "s_discipline_ok": int, "s_has_initiative": int, "s_initiative_effective": int, "viol": bool}
def dle(x, lim): return tri(x <= lim, x == NAT)
def mn(*a):
    r = a[0]
    for x in a[1:]: r = np.minimum(r, x)
    return r
def f_dec(u, p):
    gk, bke, sc, kind = u("gk", p), u("bke", p), u("score", p), u("kind", p); win = np.zeros(len(gk), bool)
    for k in np.unique(kind):
        i = np.flatnonzero((gk == 2) & (kind == k)); n = len(i) // 10
        if not n: continue
        s = np.where(np.isnan(sc[i]), -1, sc[i]); thr = np.partition(s, len(s) - n)[len(s) - n]; win[i] = (s >= thr) & (s >= 0)
    return np.select([gk == 0, (gk == 1) | (bke == 1), (bke == 2) & win], [0, 1, 3], 2)
def bits(e, p, names, v): return sum((e(n, p) == v).astype(np.int32) << i for i, n in enumerate(names))
UC = [f"C{i}" for i in range(1, 9)]; SC = [f"S{i}" for i in range(1, 6)]
F_U = {"C1": lambda u, p: mn(dle(u("plan_issued_on", p), YE), dle(u("launched_on", p), YE)),
       "C2": lambda u, p: mn(tri(u("ireg", p) >= 1, u("ireg", p) < 0), dle(u("initiative_registered_on", p), DL)), "C3": lambda u, p: u("ieff", p),
       "C4": lambda u, p: np.where(u.sum(u.members("s_conduct_ok", p) == 0) > 0, 0, np.where(u.sum(u.members("s_conduct_ok", p) == 1) > 0, 1, 2)),
       "C5": lambda u, p: tri(u("on_time_rate", p) >= 97, np.isnan(u("on_time_rate", p))), "C6": lambda u, p: tri(u("satisfaction_rate", p) > 80, np.isnan(u("satisfaction_rate", p))),
       "C7": lambda u, p: tri(u("tasks_done_rate", p) >= 100, np.isnan(u("tasks_done_rate", p))), "C8": lambda u, p: 2 * (u.sum(u.members("viol", p)) == 0),
       "gk": lambda u, p: mn(*(u(c, p) for c in ("C1", "C2", "C3", "C4", "C8"))), "bke": lambda u, p: mn(*(u(c, p) for c in ("gk", "C5", "C6", "C7"))),
       "score": lambda u, p: np.round(u("on_time_rate", p) * 0.4 + u("satisfaction_rate", p) * 0.4 + u("tasks_done_rate", p) * 0.2, 2),
       "dec": f_dec, "fail": lambda u, p: bits(u, p, UC, 0), "unk": lambda u, p: bits(u, p, UC, 1)}
F_S = {"S1": lambda s, p: s("s_discipline_ok", p), "S2": lambda s, p: s("s_conduct_ok", p), "S3": lambda s, p: s("s_has_initiative", p), "S4": lambda s, p: s("s_initiative_effective", p),
       "S5": lambda s, p: np.where(s.has_role(Unit.HEAD), s.unit("C8", p), 2), "sgk": lambda s, p: mn(*(s(c, p) for c in ("S1", "S2", "S3", "S5"))),
       "sdec": lambda s, p: np.select([s("sgk", p) == 0, (s("sgk", p) == 1) | (s("S4", p) == 1), s("S4", p) == 2], [0, 1, 3], 2),
       "sfail": lambda s, p: bits(s, p, SC, 0), "sunk": lambda s, p: bits(s, p, SC, 1), "sscore": lambda s, p: 25 * sum((s(c, p) == 2).astype(np.int32) for c in SC[:4])}
TRACE = "--trace" in sys.argv
class E(common.Engine):
    name = "e_openfisca" + ("_trace" if TRACE else ""); explains = "tracer (calc log); per-criterion variables + masks by hand"; note = "floats are float32"
    def prep(self):
        t = TaxBenefitSystem([Staff, Unit])
        for n, ty in IN_U.items(): t.add_variable(var(n, Unit, ty))
        for n, ty in IN_S.items(): t.add_variable(var(n, Staff, ty))
        for n, f in F_U.items(): t.add_variable(var(n, Unit, float if n == "score" else int, f))
        for n, f in F_S.items(): t.add_variable(var(n, Staff, int, f))
        self.tbs = t
    def csv(self):
        import numpy_peer as dn
        d = dn.load(self.upath("csv"), self.spath("csv")); d["ireg"] = d["ireg"].astype(np.int32)
        b = SimulationBuilder(); b.create_entities(self.tbs)
        b.declare_person_entity("staff", np.arange(len(d["uid"]))); g = b.declare_entity("unit", np.arange(len(d["kind"])))
        b.join_with_persons(g, d["uid"], roles=np.where(d["head"], "head", "member"))
        sim = b.build(self.tbs); sim.trace = TRACE
        for n in list(IN_U) + list(IN_S): sim.set_input(n, PER, d[n])
        return sim
    def evaluate(self, sim):
        for n in list(F_U) + list(F_S): sim.delete_arrays(n, PER)
        return {n: sim.calculate(n, PER) for n in [*UC, "score", "dec", "fail", "unk", *SC, "sdec", "sfail", "sunk", "sscore"]}
    def standard(self, r):
        return dict(u_dec=r["dec"], u_fail=r["fail"], u_unk=r["unk"], u_score=np.round(r["score"].astype(float), 2), s_dec=r["sdec"], s_fail=r["sfail"], s_unk=r["sunk"], s_score=r["sscore"])
if __name__ == "__main__": common.main(E)
