"""(d) numpy by hand, near-limit. Kleene codes uint8 F=0 U=1 T=2; AND = minimum.
   d_numpy: straightforward column ops.  d1_numpy_lut: statuses packed 2 bits each, decision/masks/score by one table look-up.
   d2_numba: one fused pass, d3: same with 2 threads."""
import sys, harness as common, numpy as np
MODE = "plain"; ARROW = "--fromarrow" in sys.argv
NAT = np.iinfo(np.int32).min
YE, DL = int(np.datetime64("2020-12-31").astype(int)), int(np.datetime64("2020-05-25").astype(int))
def codes(col):   # arrow bool column -> 0/1/2
    c = col.combine_chunks(); v = c.fill_null(False).to_numpy(zero_copy_only=False).view(np.uint8) << 1
    if c.null_count: v = np.where(c.is_null().to_numpy(zero_copy_only=False), np.uint8(1), v)
    return v
def load(upath, spath):
    import pyarrow.csv as pc
    return encode(pc.read_csv(upath), pc.read_csv(spath))
def encode(u, s):
    import pyarrow as pa, pyarrow.compute as pcmp
    d = {}
    for c in ("plan_issued_on", "launched_on", "initiative_registered_on"): d[c] = u[c].cast(pa.int32()).fill_null(NAT).to_numpy()
    for c in ("on_time_rate", "satisfaction_rate", "tasks_done_rate"): d[c] = u[c].cast(pa.float64()).fill_null(np.nan).to_numpy()
    d["ireg"] = u["initiatives_registered"].fill_null(-1).to_numpy(); d["ieff"] = codes(u["initiative_effective"])
    k = u["kind"].combine_chunks().dictionary_encode(); d["kind"] = k.indices.to_numpy(zero_copy_only=False).astype(np.int8); d["nk"] = len(k.dictionary)
    d["uid"] = s["unit_id"].to_numpy(); d["head"] = pcmp.equal(s["role"], "head").to_numpy()
    for c in ("conduct_ok", "discipline_ok", "has_initiative", "initiative_effective"): d["s_" + c] = codes(s[c])
    d["viol"] = s["harassment_violation"].to_numpy()
    return d
def ge(cond, miss): r = cond.view(np.uint8) << 1; r[miss] = 1; return r
def packlut(n, gkbits, fn):
    pass
def unit_part(d, nf, nu, nv):
    M = len(d["kind"])
    def dle(c, lim): x = d[c]; return ge(x <= lim, x == NAT)
    C1 = np.minimum(dle("plan_issued_on", YE), dle("launched_on", YE))
    C2 = np.minimum(ge(d["ireg"] >= 1, d["ireg"] < 0), dle("initiative_registered_on", DL))
    C3 = d["ieff"]; C4 = np.where(nf > 0, 0, np.where(nu > 0, 1, 2)).astype(np.uint8)
    a, b, t = d["on_time_rate"], d["satisfaction_rate"], d["tasks_done_rate"]
    C5, C6, C7 = ge(a >= 97, np.isnan(a)), ge(b > 80, np.isnan(b)), ge(t >= 100, np.isnan(t))
    C8 = (nv == 0).view(np.uint8) << 1
    C = np.stack([C1, C2, C3, C4, C5, C6, C7, C8])
    gk = C[[0, 1, 2, 3, 7]].min(0); bke = np.minimum(gk, C[4:7].min(0))
    score = np.round(a * 0.4 + b * 0.4 + t * 0.2, 2)
    win = np.zeros(M, bool)
    for k in range(d["nk"]):
        p = np.flatnonzero((gk == 2) & (d["kind"] == k)); n = len(p) // 10
        if not n: continue
        sc = score[p]; sc = np.where(np.isnan(sc), -1, sc)
        thr = np.partition(sc, len(sc) - n)[len(sc) - n]     # n-th largest: rank(min) <= n  <=>  score >= thr
        win[p] = (sc >= thr) & (sc >= 0)
    dec = np.where(gk == 0, 0, np.where(bke == 1, 1, np.where((bke == 2) & win, 3, 2))).astype(np.int8); dec[gk == 1] = 1
    sh = np.arange(8, dtype=np.int16)[:, None]
    return C, dec, ((C == 0).astype(np.int16) << sh).sum(0, dtype=np.int16), ((C == 1).astype(np.int16) << sh).sum(0, dtype=np.int16), score

def mk_lut():
    i = np.arange(1024); S = [(i >> 2 * j) & 3 for j in range(5)]
    gk = np.minimum.reduce([S[0], S[1], S[2], S[4]])
    dec = np.where(gk == 0, 0, np.where((gk == 1) | (S[3] == 1), 1, np.where(S[3] == 2, 3, 2))).astype(np.int8)
    fail = sum((S[j] == 0).astype(np.int16) << j for j in range(5)).astype(np.uint8); unk = sum((S[j] == 1).astype(np.int16) << j for j in range(5)).astype(np.uint8)
    return dec, fail, unk, (sum((S[j] == 2).astype(np.int16) for j in range(4)) * 25).astype(np.uint8)
LUT = mk_lut()
def staff_plain(d, nv):
    S = [d["s_discipline_ok"], d["s_conduct_ok"], d["s_has_initiative"], d["s_initiative_effective"]]
    S5 = np.full(len(d["uid"]), 2, np.uint8); h = np.flatnonzero(d["head"]); S5[h[nv[d["uid"][h]] > 0]] = 0; S.append(S5)
    gk = np.minimum(np.minimum(S[0], S[1]), np.minimum(S[2], S5)); s4 = S[3]
    dec = np.full(len(gk), 2, np.int8); dec[s4 == 2] = 3; dec[(s4 == 1) | (gk == 1)] = 1; dec[gk == 0] = 0
    f = np.zeros(len(gk), np.uint8); u = f.copy(); sc = f.copy()
    for j in range(5):
        f |= (S[j] == 0).view(np.uint8) << j; u |= (S[j] == 1).view(np.uint8) << j
        if j < 4: sc += (S[j] == 2).view(np.uint8) * np.uint8(25)
    return S, dec, f, u, sc
def staff_lut(d, nv):
    S5 = np.full(len(d["uid"]), 2, np.uint8); h = np.flatnonzero(d["head"]); S5[h[nv[d["uid"][h]] > 0]] = 0
    S = [d["s_discipline_ok"], d["s_conduct_ok"], d["s_has_initiative"], d["s_initiative_effective"], S5]
    p = S5.astype(np.int64)
    for j in (3, 2, 1, 0): p <<= 2; p |= S[j]
    return [S, *(t.take(p, mode="clip") for t in LUT)]

def make_nb(parallel):
    import numba as nb
    rng = nb.prange if parallel else range
    @nb.njit(parallel=parallel, nogil=True)
    def agg(uid, cond, viol, M):
        T = nb.get_num_threads() if parallel else 1; N = len(uid); o = np.zeros((T, M, 3), np.int32)
        for t in rng(T):
            lo = N * t // T; hi = N * (t + 1) // T
            for i in range(lo, hi):
                c = cond[i]
                if c == 0: o[t, uid[i], 0] += 1
                elif c == 1: o[t, uid[i], 1] += 1
                if viol[i]: o[t, uid[i], 2] += 1
        return o.sum(0)
    @nb.njit(parallel=parallel, nogil=True)
    def staff(uid, head, s1, s2, s3, s4, nv, l0, l1, l2, l3):
        N = len(uid); S5 = np.empty(N, np.uint8); dec = np.empty(N, np.int8); f = np.empty(N, np.uint8); u = np.empty(N, np.uint8); sc = np.empty(N, np.uint8)
        for i in rng(N):
            x = 2
            if head[i] and nv[uid[i]] > 0: x = 0
            S5[i] = x; p = s1[i] | s2[i] << 2 | s3[i] << 4 | s4[i] << 6 | x << 8
            dec[i] = l0[p]; f[i] = l1[p]; u[i] = l2[p]; sc[i] = l3[p]
        return S5, dec, f, u, sc
    return agg, staff

class E(common.Engine):
    name = "d_numpy"; explains = "by hand: fail/unknown masks + status arrays"
    def prep(self):
        if MODE.startswith("nb"):
            self.agg, self.staff = make_nb(MODE == "nb2")
            z = np.zeros(4, np.int64); b = z.astype(np.uint8); v = b.astype(bool); nv = self.agg(z, b, v, 2)[:, 2].copy(); self.staff(z, v, b, b, b, b, nv, *LUT)
    def csv(self):
        if ARROW:
            import pyarrow.csv as pc; return pc.read_csv(self.upath("csv")), pc.read_csv(self.spath("csv"))
        return load(self.upath("csv"), self.spath("csv"))
    def evaluate(self, d):
        if ARROW: d = encode(*d)      # Arrow columns (nullable bool, string role/kind, date32) -> codes, inside the timing
        uid, c = d["uid"], d["s_conduct_ok"]; M = len(d["kind"])
        if MODE.startswith("nb"):
            g = self.agg(uid, c, d["viol"], M); nf, nu, nv = g[:, 0], g[:, 1], np.ascontiguousarray(g[:, 2])
            st = self.staff(uid, d["head"], d["s_discipline_ok"], c, d["s_has_initiative"], d["s_initiative_effective"], nv, *LUT)
        else:
            nf, nu, nv = (np.bincount(uid[m], minlength=M) for m in (c == 0, c == 1, d["viol"]))
            st = (staff_plain if MODE == "plain" else staff_lut)(d, nv)
        return unit_part(d, nf, nu, nv), st
    def text(self, res):
        import pandas_peer as P
        (C, dec, f, u, sc), (S, sdec, sf, su, ssc) = res
        o = []
        for a, b, cols in ((f, u, P.UC), (sf, su, P.SC)):    # direct table: every (fail,unk) pair -> label
            n = 1 << len(cols); key = a.astype(np.intp) * n + b; present = np.flatnonzero(np.bincount(key, minlength=n * n))
            lut = np.empty(n * n, object)
            for k in present: lut[k] = P.label(int(k) // n, int(k) % n, cols)
            o.append(lut.take(key))
        return o
    def standard(self, res):
        (C, dec, f, u, sc), (S, sdec, sf, su, ssc) = res
        return dict(u_dec=dec, u_fail=f, u_unk=u, u_score=sc, s_dec=sdec, s_fail=sf, s_unk=su, s_score=ssc)
if __name__ == "__main__":
    if "--lut" in sys.argv: MODE = "lut"; E.name = "d1_numpy_lut"
    if ARROW: E.name = "d4_numpy_lut_fromarrow"
    if "--nb1" in sys.argv: MODE = "nb1"; E.name = "d2_numba_1t"
    if "--nb2" in sys.argv: MODE = "nb2"; E.name = "d3_numba_2t"
    common.main(E)
