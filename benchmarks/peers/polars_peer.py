"""(b) polars lazy expressions; native Kleene & and all(ignore_nulls=False).  --1t: POLARS_MAX_THREADS=1; --stream: streaming engine"""
import sys, os
if "--1t" in sys.argv: os.environ["POLARS_MAX_THREADS"] = "1"
import harness as common, numpy as np, datetime as dt, polars as pl
NATIVE_ALL = "--native-all" in sys.argv
ENG = "streaming" if "--stream" in sys.argv else "auto"
UC = ["C1","C2","C3","C4","C5","C6","C7","C8"]; SC = ["S1","S2","S3","S4","S5"]
c = pl.col; YE, DL = dt.date(2020, 12, 31), dt.date(2020, 5, 25)
def masks(cols):
    f = pl.sum_horizontal([pl.when(~c(x)).then(1 << i).otherwise(0).cast(pl.Int16) for i, x in enumerate(cols)]).alias("fail")
    u = pl.sum_horizontal([pl.when(c(x).is_null()).then(1 << i).otherwise(0).cast(pl.Int16) for i, x in enumerate(cols)]).alias("unk")
    return f, u
I8 = lambda v: pl.lit(v, dtype=pl.Int8)
def build(u, s):
    if NATIVE_ALL: ag = s.group_by("unit_id").agg(C4=c("conduct_ok").all(ignore_nulls=False), C8=~c("harassment_violation").any())
    else:          # integer sums are vectorised in group_by; boolean all/any are not
        z = lambda e: e.fill_null(False).cast(pl.UInt32)
        ag = (s.select("unit_id", nf=z(~c("conduct_ok")), nu=c("conduct_ok").is_null().cast(pl.UInt32), nv=z(c("harassment_violation"))).group_by("unit_id").agg(c("nf").sum(), c("nu").sum(), c("nv").sum())
               .select("unit_id", C4=pl.when(c("nf") > 0).then(False).when(c("nu") == 0).then(True), C8=c("nv") == 0))
    r = (u.join(ag, on="unit_id", how="left", maintain_order="left").with_columns(
            C1=(c("plan_issued_on") <= YE) & (c("launched_on") <= YE), C2=(c("initiatives_registered") >= 1) & (c("initiative_registered_on") <= DL),
            C3=c("initiative_effective"), C5=c("on_time_rate") >= 97, C6=c("satisfaction_rate") > 80, C7=c("tasks_done_rate") >= 100,
            score=(c("on_time_rate") * 0.4 + c("satisfaction_rate") * 0.4 + c("tasks_done_rate") * 0.2).round(2))
        .with_columns(gk=c("C1") & c("C2") & c("C3") & c("C4") & c("C8"))
        .with_columns(bke=c("gk") & c("C5") & c("C6") & c("C7"), pool=c("gk").fill_null(False))
        .with_columns(rank=pl.when("pool").then("score").rank("min", descending=True).over("kind"), k=c("pool").sum().over("kind") // 10)
        .with_columns(dec=pl.when(~c("gk")).then(I8(0)).when(c("gk").is_null() | c("bke").is_null()).then(I8(1)).when(c("bke") & (c("rank") <= c("k"))).then(I8(3)).otherwise(I8(2)), *[])
        .select("unit_id", *UC, "score", "dec", *masks(UC)))
    q = (s.join(ag.select("unit_id", "C8"), on="unit_id", how="left", maintain_order="left")
        .select("staff_id", S1=c("discipline_ok"), S2=c("conduct_ok"), S3=c("has_initiative"), S4=c("initiative_effective"), S5=(c("role") != "head") | c("C8"))
        .with_columns(gk=c("S1") & c("S2") & c("S3") & c("S5"))
        .select("staff_id", *SC, pl.when(~c("gk")).then(I8(0)).when(c("gk").is_null() | c("S4").is_null()).then(I8(1)).when(c("S4")).then(I8(3)).otherwise(I8(2)).alias("dec"),
            *masks(SC), (pl.sum_horizontal([c(x).fill_null(False).cast(pl.Int16) for x in SC[:4]]) * 25).alias("score")))
    return r, q
USCH = dict(zip(common.UCOLS, [pl.Int64, pl.String, pl.Date, pl.Date, pl.Int64, pl.Date, pl.Boolean, pl.Float64, pl.Float64, pl.Float64])); SSCH = dict(zip(common.SCOLS, [pl.Int64, pl.Int64, pl.String] + [pl.Boolean] * 5 + [pl.Int64]))
class E(common.Engine):
    name = "b_polars"; explains = "by hand: nullable bool status columns + masks"
    def csv(self):
        if "--infer" in sys.argv:     # what a user who declares nothing pays
            kw = dict(try_parse_dates=True, infer_schema_length=10000); return pl.read_csv(self.upath("csv"), **kw), pl.read_csv(self.spath("csv"), **kw)
        return pl.read_csv(self.upath("csv"), schema=USCH), pl.read_csv(self.spath("csv"), schema=SSCH)
    def evaluate(self, d):
        return pl.collect_all(build(d[0].lazy(), d[1].lazy()), engine=ENG)
    def text(self, res):
        import pandas_peer as P
        o = []
        for df, cols in zip(res, (UC, SC)):
            p = df.select("fail", "unk").unique()
            p = p.with_columns(text=pl.Series([P.label(a, b, cols) for a, b in p.iter_rows()], dtype=pl.String))
            o.append(df.select("fail", "unk").join(p, on=["fail", "unk"], how="left", maintain_order="left")["text"])
        return o
    def standard(self, res):
        r, q = res
        return dict(u_dec=r["dec"].to_numpy(), u_fail=r["fail"].to_numpy(), u_unk=r["unk"].to_numpy(), u_score=r["score"].to_numpy(),
                    s_dec=q["dec"].to_numpy(), s_fail=q["fail"].to_numpy(), s_unk=q["unk"].to_numpy(), s_score=q["score"].to_numpy())
if __name__ == "__main__":
    if "--stream" in sys.argv: E.name += "_stream"
    if "--1t" in sys.argv: E.name += "_1t"
    if "--infer" in sys.argv: E.name += "_infer"
    if NATIVE_ALL: E.name += "_nativeall"
    common.main(E)
