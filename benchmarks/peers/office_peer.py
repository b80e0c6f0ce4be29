"""(i) LibreOffice Calc: what an office does today. A workbook of units and staff with a formula in each result cell is loaded and recalculated without a screen.
   eval = the whole run less the same run over the same cells as plain values (starting, reading and writing are in both). Codes 0, 1, 2 as everywhere."""
import sys, os, json, time, shutil, subprocess, tempfile, statistics as st, harness as common, numpy as np
BOOK = "bench.xlsx"
def inputs(size):
    import pyarrow.csv as pc
    e = common.Engine(size); u, s = pc.read_csv(e.upath("csv")).to_pylist(), pc.read_csv(e.spath("csv")).to_pylist(); return u, s
def book(path, u, s, values=None):
    """units: A..J inputs, K..R C1..C8, S gk, T bke, U score, V dec; staff: A..I inputs, J..N S1..S5, O dec"""
    import xlsxwriter
    w = xlsxwriter.Workbook(path, {"constant_memory": False}); day = w.add_format({"num_format": "yyyy-mm-dd"}); M, N = len(u) + 1, len(s) + 1
    def put(sh, r, c, v):
        if v is None: return
        if hasattr(v, "isoformat"): sh.write_datetime(r, c, v, day)
        elif isinstance(v, bool): sh.write_boolean(r, c, v)
        else: sh.write(r, c, v)
    us, ss = w.add_worksheet("units"), w.add_worksheet("staff")
    def le(c, r, lim): return f'IF({c}{r}="",1,IF({c}{r}<={lim},2,0))'
    def flag(c, r): return f'IF({c}{r}="",1,IF({c}{r},2,0))'
    for k, d in enumerate(u):
        r = k + 2
        for c, n in enumerate(common.UCOLS): put(us, k + 1, c, d[n])
        f = [f'MIN({le("C", r, "DATE(2020,12,31)")},{le("D", r, "DATE(2020,12,31)")})', f'MIN(IF(E{r}="",1,IF(E{r}>=1,2,0)),{le("F", r, "DATE(2020,5,25)")})', flag("G", r),
             f'IF(COUNTIFS(staff!$B$2:$B${N},A{r},staff!$K$2:$K${N},0)>0,0,IF(COUNTIFS(staff!$B$2:$B${N},A{r},staff!$K$2:$K${N},1)>0,1,2))',
             f'IF(H{r}="",1,IF(H{r}>=97,2,0))', f'IF(I{r}="",1,IF(I{r}>80,2,0))', f'IF(J{r}="",1,IF(J{r}>=100,2,0))', f'IF(COUNTIFS(staff!$B$2:$B${N},A{r},staff!$H$2:$H${N},TRUE)>0,0,2)',
             f'MIN(K{r}:N{r},R{r})', f'MIN(S{r},O{r}:Q{r})', f'IF(OR(H{r}="",I{r}="",J{r}=""),-1,ROUND(0.4*H{r}+0.4*I{r}+0.2*J{r},2))',
             f'IF(S{r}=0,0,IF(OR(S{r}=1,T{r}=1),1,IF(AND(T{r}=2,U{r}>=0,1+COUNTIFS($B$2:$B${M},B{r},$S$2:$S${M},2,$U$2:$U${M},">"&U{r})<=INT(COUNTIFS($B$2:$B${M},B{r},$S$2:$S${M},2)/10)),3,2)))']
        for c, x in enumerate(f): us.write(k + 1, 10 + c, values[0][k][c]) if values else us.write_formula(k + 1, 10 + c, "=" + x, None, "")
    for k, d in enumerate(s):
        r = k + 2
        for c, n in enumerate(common.SCOLS): put(ss, k + 1, c, d[n])
        f = [flag("E", r), flag("D", r), flag("F", r), flag("G", r), f'IF(C{r}="head",INDEX(units!$R$2:$R${M},B{r}+1),2)',
             f'IF(MIN(J{r}:L{r},N{r})=0,0,IF(OR(MIN(J{r}:L{r},N{r})=1,M{r}=1),1,IF(M{r}=2,3,2)))']
        for c, x in enumerate(f): ss.write(k + 1, 9 + c, values[1][k][c]) if values else ss.write_formula(k + 1, 9 + c, "=" + x, None, "")
    w.close()
def run(folder, name):
    t = time.perf_counter(); b = os.times()
    subprocess.run([shutil.which("soffice") or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", f"{folder}/out", f"{folder}/{name}"], check=True, capture_output=True)
    a = os.times(); return time.perf_counter() - t, a.children_user + a.children_system - b.children_user - b.children_system
def read(folder, stem, sheet, first):
    import csv
    return [[float(x) for x in row[first:]] for row in list(csv.reader(open(f"{folder}/out/{stem}-{sheet}.csv", encoding="utf-8")))[1:]]
def main():
    size = sys.argv[1]; e = common.Engine(size); e.name = "i_libreoffice"; u, s = inputs(size); M, N = len(u), len(s)
    o = dict(engine=e.name, size=size, M=M, N=N, explains="none", note="recalculation: whole run less the same cells as values", status="ok")
    with tempfile.TemporaryDirectory() as folder:
        book(f"{folder}/formulas.xlsx", u, s); run(folder, "formulas.xlsx"); ur, sr = read(folder, "formulas", "units", 10), read(folder, "formulas", "staff", 9)
        book(f"{folder}/values.xlsx", u, s, (ur, sr))
        whole, bare = [], []
        for _ in range(3): whole.append(run(folder, "formulas.xlsx")); bare.append(run(folder, "values.xlsx"))
    med = lambda x: st.median(x)
    o.update(eval_s=round(med(a[0] - b[0] for a, b in zip(whole, bare)), 3), eval_cpu_s=round(med(a[1] - b[1] for a, b in zip(whole, bare)), 3), whole_s=round(med(a[0] for a in whole), 3), peak_rss_mb=0)
    U, S = np.array(ur), np.array(sr); bits = lambda c, v: ((c == v) << np.arange(c.shape[1])).sum(1)
    o["mismatch"] = common.verify(e, dict(u_dec=U[:, 11].astype(int), u_fail=bits(U[:, :8], 0), u_unk=bits(U[:, :8], 1), u_score=np.where(U[:, 10] < 0, np.nan, U[:, 10]),
        s_dec=S[:, 5].astype(int), s_fail=bits(S[:, :5], 0), s_unk=bits(S[:, :5], 1), s_score=25 * (S[:, :4] == 2).sum(1)))
    print(json.dumps(o))
main()
