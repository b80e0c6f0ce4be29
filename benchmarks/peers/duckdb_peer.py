"""(c) DuckDB: one SQL statement per kind over Arrow tables; SQL's AND, OR and NULL are Kleene's."""
import sys, harness as common, numpy as np, duckdb
U = ["C1","C2","C3","C4","C5","C6","C7","C8"]; S = ["S1","S2","S3","S4","S5"]
def masks(cols):
    f = " + ".join(f"CASE WHEN {c} = false THEN {1 << i} ELSE 0 END" for i, c in enumerate(cols))
    u = " + ".join(f"CASE WHEN {c} IS NULL THEN {1 << i} ELSE 0 END" for i, c in enumerate(cols))
    return f"({f})::SMALLINT AS fail, ({u})::SMALLINT AS unk"
AG = """CREATE OR REPLACE TEMP TABLE ag AS SELECT unit_id, sum((conduct_ok = false)::INT) nf, sum((conduct_ok IS NULL)::INT) nu, sum(harassment_violation::INT) nv FROM s GROUP BY unit_id"""
UNITS = f"""WITH r AS (SELECT u.unit_id, kind,
   plan_issued_on <= DATE '2020-12-31' AND launched_on <= DATE '2020-12-31' AS C1, initiatives_registered >= 1 AND initiative_registered_on <= DATE '2020-05-25' AS C2,
   initiative_effective AS C3, CASE WHEN nf > 0 THEN false WHEN nu = 0 THEN true END AS C4, on_time_rate >= 97 AS C5, satisfaction_rate > 80 AS C6, tasks_done_rate >= 100 AS C7, nv = 0 AS C8,
   round(0.4 * on_time_rate + 0.4 * satisfaction_rate + 0.2 * tasks_done_rate, 2) AS score FROM u JOIN ag USING (unit_id)),
 g AS (SELECT *, C1 AND C2 AND C3 AND C4 AND C8 AS gk FROM r), b AS (SELECT *, gk AND C5 AND C6 AND C7 AS bke FROM g),
 k AS (SELECT *, rank() OVER (PARTITION BY kind, coalesce(gk, false) ORDER BY coalesce(score, -1) DESC) AS place, count(*) OVER (PARTITION BY kind, coalesce(gk, false)) // 10 AS n FROM b)
 SELECT unit_id, {', '.join(U)}, score, (CASE WHEN gk = false THEN 0 WHEN gk IS NULL OR bke IS NULL THEN 1 WHEN bke AND score IS NOT NULL AND place <= n THEN 3 ELSE 2 END)::TINYINT AS dec, {masks(U)} FROM k ORDER BY unit_id"""
STAFF = f"""WITH r AS (SELECT staff_id, discipline_ok AS S1, conduct_ok AS S2, has_initiative AS S3, initiative_effective AS S4, role <> 'head' OR nv = 0 AS S5 FROM s JOIN ag USING (unit_id)),
 g AS (SELECT *, S1 AND S2 AND S3 AND S5 AS gk FROM r)
 SELECT staff_id, {', '.join(S)}, (CASE WHEN gk = false THEN 0 WHEN gk IS NULL OR S4 IS NULL THEN 1 WHEN S4 THEN 3 ELSE 2 END)::TINYINT AS dec, {masks(S)},
   25 * ({' + '.join(f'coalesce({c}, false)::INT' for c in S[:4])}) AS score FROM g ORDER BY staff_id"""
class E(common.Engine):
    name = "c_duckdb"; explains = "by hand: nullable status columns + masks"
    def prep(self): self.db = duckdb.connect()
    def csv(self):
        import pyarrow.csv as pc; return pc.read_csv(self.upath("csv")), pc.read_csv(self.spath("csv"))
    def evaluate(self, d):
        u, s = d; self.db.register("u", u); self.db.register("s", s); self.db.execute(AG)
        return self.db.execute(UNITS).to_arrow_table(), self.db.execute(STAFF).to_arrow_table()
    def standard(self, res):
        r, q = res; c = lambda t, n: t[n].to_numpy()
        return dict(u_dec=c(r, "dec"), u_fail=c(r, "fail"), u_unk=c(r, "unk"), u_score=r["score"].fill_null(np.nan).to_numpy(), s_dec=c(q, "dec"), s_fail=c(q, "fail"), s_unk=c(q, "unk"), s_score=c(q, "score"))
if __name__ == "__main__": common.main(E)
