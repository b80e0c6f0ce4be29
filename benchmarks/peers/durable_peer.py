"""(h) durable_rules, record by record: the codes of each record as facts, the decision by forward chaining; what stands before it is the Python loop's."""
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import harness as common
from loop_peer import E as Loop
from engine.evaluator.chain import Chain
from engine.evaluator.chaining import Rule
def staff_rules():
    gk = ("s0", "s1", "s2", "s4"); out = [Rule(f"f{n}", (f"{n}=0",), "gk=0") for n in gk]
    out += [Rule(f"c{n}{v}", (f"{n}={v}",), f"{n}>0") for n in gk for v in (1, 2)] + [Rule(f"u{n}", (f"{n}=1", *(f"{m}>0" for m in gk)), "gk=1") for n in gk]
    out += [Rule("m", tuple(f"{n}=2" for n in gk), "gk=2"), Rule("d0", ("gk=0",), "dec=0"), Rule("d1", ("gk=1",), "dec=1")]
    return tuple([*out, *(Rule(f"h{v}", ("gk=2", f"s3={v}"), f"dec={d}") for v, d in ((0, 2), (1, 1), (2, 3)))])
def unit_rules():
    out = [Rule("0", ("gk=0",), "dec=0"), Rule("1", ("gk=1",), "dec=1")] + [Rule(f"2{b}{w}", ("gk=2", f"bke={b}", f"won={w}"), f"dec={d}") for b, w, d in ((0, 0, 2), (0, 1, 2), (1, 0, 1), (1, 1, 1), (2, 0, 2), (2, 1, 3))]
    return tuple(out)
def dec(known): found, = (int(k[4:]) for k in known if k.startswith("dec=")); return found
class E(Loop):
    name = "h_durable_rules"; explains = "the rules that fired; masks by hand"
    def prep(self): self.unit, self.staff = Chain(unit_rules()), Chain(staff_rules())
    def decide(self, unit, staff):
        return ([dec(self.unit.run(frozenset((f"gk={a}", f"bke={b}", f"won={int(w)}")))[0]) for a, b, w in unit], [dec(self.staff.run(frozenset(f"s{i}={v}" for i, v in enumerate(c)))[0]) for c in staff])
if __name__ == "__main__": common.main(E)
