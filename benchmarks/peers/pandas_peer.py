"""(a) pandas, the expert's version: nullable dtypes (Kleene & is native), groupby.sum, Series.map, groupby.rank"""
import sys, harness as common, numpy as np, pandas as pd
BACK = "numpy_nullable"; TUNED = "--tuned" in sys.argv
UC = ["C1","C2","C3","C4","C5","C6","C7","C8"]; SC = ["S1","S2","S3","S4","S5"]
YE, DL = pd.Timestamp("2020-12-31"), pd.Timestamp("2020-05-25")
import datetime as _dt
DATES = ["plan_issued_on", "launched_on", "initiative_registered_on"]

def mask(df, cols):
    f = np.zeros(len(df), np.int16); u = np.zeros(len(df), np.int16)
    for i, c in enumerate(cols):
        x = df[c]; na = x.isna().to_numpy(bool); v = x.fillna(True).to_numpy(bool)
        u |= na.astype(np.int16) << i; f |= (~v).astype(np.int16) << i
    return f, u
def codes(x):            # nullable boolean -> 0 / 1 / 2 (unknown)
    na = x.isna().to_numpy(bool); c = x.fillna(False).to_numpy(bool).astype(np.int8); c[na] = 2; return c
def decide3(gk, bk):      # gk, bk nullable boolean -> int8 0/1/2/3
    g, b = codes(gk), codes(bk)
    return np.select([g == 0, (g == 2) | (b == 2), b == 1], [0, 1, 3], 2).astype(np.int8)

class E(common.Engine):
    name = "a_pandas"; explains = "by hand: fail/unknown masks + status columns"
    def csv(self):
        o = []
        for p in (self.upath("csv"), self.spath("csv")):
            d = pd.read_csv(p, engine="pyarrow", dtype_backend=BACK)
            if BACK == "numpy_nullable":
                for c in DATES:
                    if c in d: d[c] = pd.to_datetime(d[c])
            o.append(d)
        return o
    def evaluate(self, data):
        u, s = data
        uid = s["unit_id"]
        c = s["conduct_ok"]
        g = pd.DataFrame({"unit_id": uid, "nf": (~c).fillna(False).astype("int32"), "nu": c.isna().astype("int32"),
                          "nv": s["harassment_violation"].astype("int32")}).groupby("unit_id", sort=False).sum().reindex(u["unit_id"])
        nf, nu, nv = (g[k].to_numpy() for k in ("nf", "nu", "nv"))
        r = pd.DataFrame({"unit_id": u["unit_id"], "kind": u["kind"]})
        def dcmp(c, lim): x = u[c]; return x <= lim if BACK == "pyarrow" else (x <= lim).astype("boolean").mask(x.isna())
        r["C1"] = dcmp("plan_issued_on", YE) & dcmp("launched_on", YE)
        r["C2"] = (u["initiatives_registered"] >= 1) & dcmp("initiative_registered_on", DL)
        r["C3"] = u["initiative_effective"]
        r["C4"] = pd.array(nf == 0, dtype="boolean"); r.loc[(nf == 0) & (nu > 0), "C4"] = pd.NA
        r["C5"] = u["on_time_rate"] >= 97; r["C6"] = u["satisfaction_rate"] > 80; r["C7"] = u["tasks_done_rate"] >= 100
        r["C8"] = pd.array(nv == 0, dtype="boolean")
        gk = r["C1"] & r["C2"] & r["C3"] & r["C4"] & r["C8"]; bke = gk & r["C5"] & r["C6"] & r["C7"]
        r["score"] = (u["on_time_rate"] * 0.4 + u["satisfaction_rate"] * 0.4 + u["tasks_done_rate"] * 0.2).round(2)
        pool = gk.fillna(False).to_numpy(bool)
        pg = r.loc[pool].groupby("kind")
        rank = pg["score"].rank(method="min", ascending=False); k = pg["unit_id"].transform("size") // 10
        win = pd.Series(False, index=r.index); win[pool] = (rank <= k).fillna(False).to_numpy(bool)
        r["dec"] = decide3(gk, bke & pd.array(win.to_numpy() | bke.isna().to_numpy(), dtype="boolean"))
        r["fail"], r["unk"] = mask(r, UC)
        q = pd.DataFrame({"staff_id": s["staff_id"]})
        q["S1"] = s["discipline_ok"]; q["S2"] = s["conduct_ok"]; q["S3"] = s["has_initiative"]; q["S4"] = s["initiative_effective"]
        viol = pd.Series(nv > 0, index=u["unit_id"])
        if TUNED:      # look the flag up for the heads only (5 % of rows): .map over 1M rows costs 250 ms
            h = (s["role"] == "head").to_numpy(bool); x = np.ones(len(s), bool); x[h] = ~uid[h].map(viol).to_numpy(bool); q["S5"] = pd.array(x, dtype="boolean")
        else: q["S5"] = ((s["role"] != "head") | ~uid.map(viol).astype("boolean")).astype("boolean")
        g2 = q["S1"] & q["S2"] & q["S3"] & q["S5"]
        q["dec"] = decide3(g2, q["S4"])
        q["fail"], q["unk"] = mask(q, SC)
        q["score"] = sum(q[x].fillna(False).astype("int16") for x in SC[:4]) * 25
        return r, q
    def text(self, res):
        return [texts(x["fail"].to_numpy(), x["unk"].to_numpy(), c) for x, c in ((res[0], UC), (res[1], SC))]
    def standard(self, res):
        r, q = res
        return dict(u_dec=r["dec"].to_numpy(), u_fail=r["fail"].to_numpy(), u_unk=r["unk"].to_numpy(), u_score=r["score"].to_numpy(float, na_value=np.nan),
                    s_dec=q["dec"].to_numpy(), s_fail=q["fail"].to_numpy(), s_unk=q["unk"].to_numpy(), s_score=q["score"].to_numpy(int))
def texts(f, u, cols):
    """explanation strings from masks by a lookup table over the distinct (fail, unknown) pairs"""
    n = 1 << len(cols); key = f.astype(np.int64) * n + u; v, inv = np.unique(key, return_inverse=True)
    lab = [label(int(k) // n, int(k) % n, cols) for k in v]
    return np.array(lab, dtype=object)[inv]
def label(f, u, cols):
    a = ",".join(c for i, c in enumerate(cols) if f >> i & 1); b = ",".join(c for i, c in enumerate(cols) if u >> i & 1)
    return "; ".join(x for x in (("not met: " + a) if a else "", ("missing: " + b) if b else "") if x)
class EA(E):
    name = "a2_pandas_arrow"
if __name__ == "__main__":
    if "--arrow" in sys.argv: BACK = "pyarrow"; YE, DL = _dt.date(2020, 12, 31), _dt.date(2020, 5, 25); common.main(EA)
    elif TUNED: E.name = "a3_pandas_tuned"; common.main(E)
    else: common.main(E)
