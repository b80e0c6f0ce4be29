"""(g) ZEN (GoRules): one decision table per kind, evaluated record by record; what stands before it is the Python loop's."""
import json, harness as common, zen
from loop_peer import E as Loop
def table(inputs, rules):
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}, "content": {}},
             {"id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 1, "y": 0}, "content": {"hitPolicy": "first", "inputs": [{"id": f"i{i}", "name": n, "field": n} for i, n in enumerate(inputs)],
              "outputs": [{"id": "o", "name": "dec", "field": "dec"}], "rules": [{"_id": f"r{k}", **{f"i{i}": c for i, c in enumerate(cells)}, "o": str(d)} for k, (cells, d) in enumerate(rules)]}},
             {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}, "content": {}}]
    edges = [{"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"}, {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"}]
    return zen.ZenEngine().create_decision(json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}))
class E(Loop):
    name = "g_zen"; explains = "its own trace where asked for; masks by hand"
    def prep(self):
        self.unit = table(["gk", "bke", "won"], [(["0", "", ""], 0), (["1", "", ""], 1), (["", "1", ""], 1), (["", "2", "true"], 3), (["", "", ""], 2)])
        one = lambda i, v: [v if j == i else "" for j in range(5)]
        self.staff = table(["s1", "s2", "s3", "s4", "s5"], [*((one(i, "0"), 0) for i in (0, 1, 2, 4)), *((one(i, "1"), 1) for i in (0, 1, 2, 3, 4)), (one(3, "2"), 3), ([""] * 5, 2)])
    def decide(self, unit, staff):
        u, s = self.unit.evaluate, self.staff.evaluate
        return [u({"gk": a, "bke": b, "won": w})["result"]["dec"] for a, b, w in unit], [s({"s1": c[0], "s2": c[1], "s3": c[2], "s4": c[3], "s5": c[4]})["result"]["dec"] for c in staff]
if __name__ == "__main__": common.main(E)
