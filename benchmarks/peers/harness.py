"""Shared harness. Each engine script e_*.py defines an Engine subclass and calls common.main(Engine).
   usage: python e_x.py SIZE [--limit 90]      -> results/<name>_<size>.json (one JSON line, also printed)
Timed stages: csv (read CSV -> natural in-memory form), eval (evaluation only). e2e = csv + eval in the same repeat.
Each stage has a 90 s limit, kept by a watchdog thread that writes what is known and leaves."""
import sys, os, json, time, gc, threading, statistics as st, traceback
H = os.environ.get("BENCH_HOME", os.path.dirname(os.path.abspath(__file__))); D = H + "/data"
SIZES = {"100": 5, "1k": 50, "10k": 500, "100k": 5_000, "1M": 50_000}
def units_of(size): return SIZES.get(size) or int(size) // 20      # a size is a name, or the number of staff
UCOLS = ["unit_id","kind","plan_issued_on","launched_on","initiatives_registered","initiative_registered_on","initiative_effective","on_time_rate","satisfaction_rate","tasks_done_rate"]
SCOLS = ["staff_id","unit_id","role","conduct_ok","discipline_ok","has_initiative","initiative_effective","harassment_violation","years_service"]

def hwm():
    for l in open("/proc/self/status"):
        if l.startswith("VmHWM"): return int(l.split()[1]) / 1024
def children_hwm():
    tot = 0
    try:
        import psutil
        for c in psutil.Process().children(recursive=True):
            try:
                for l in open(f"/proc/{c.pid}/status"):
                    if l.startswith("VmHWM"): tot += int(l.split()[1]) / 1024
            except OSError: pass
    except ImportError: pass
    return tot

class Engine:
    name = "?"; explains = ""; note = ""; checks = None
    def __init__(self, size): self.size = size; self.M = units_of(size); self.N = 20 * self.M
    def upath(self, ext): return f"{D}/units_{self.size}.{ext}"
    def spath(self, ext): return f"{D}/staff_{self.size}.{ext}"
    def prep(self): pass                      # one-off (compile rules), timed as prep_s
    def csv(self): raise NotImplementedError   # read CSV -> natural form
    def evaluate(self, data): raise NotImplementedError
    def standard(self, res): raise NotImplementedError   # -> dict of numpy arrays
    def text(self, res): return None           # optional: explanation strings
    def close(self): pass

_dead = [None]; _cur = {}
def _watch():
    while True:
        time.sleep(.25)
        if _dead[0] and time.perf_counter() > _dead[0]:
            _cur["status"] = f"DNF: {_cur.get('stage')} > limit"; _cur["peak_rss_mb"] = round(hwm() + children_hwm())
            _emit(_cur); os._exit(0)
def _emit(o):
    o = {k: v for k, v in o.items()}
    os.makedirs(H + "/results", exist_ok=True)
    open(f"{H}/results/{o['engine']}_{o['size']}.json", "w").write(json.dumps(o) + "\n"); print(json.dumps(o), flush=True)
def med(x): return round(st.median(x), 5)

def busy():                                   # busy jiffies of the whole machine, in seconds
    v = [int(x) for x in open("/proc/stat").readline().split()[1:9]]; return (sum(v) - v[3] - v[4] - v[7]) / os.sysconf("SC_CLK_TCK")
def own():
    t = sum(os.times()[:4])
    try:
        import psutil
        for c in psutil.Process().children(recursive=True):
            try: x = c.cpu_times(); t += x.user + x.system
            except psutil.Error: pass
    except ImportError: pass
    return t
def quiet(maxwait=None):
    """wait until nothing else uses the machine; returns the cores used by others over the last half second"""
    maxwait = float(os.environ.get("QUIET_MAX", 60)) if maxwait is None else maxwait; t0 = time.time()
    while True:
        b, o = busy(), own(); time.sleep(.5); n = max(0, (busy() - b - (own() - o)) / .5)
        if n < .15 or time.time() - t0 > maxwait: return round(n, 2)
NOISE = []; CPU = []                        # CPU: of every stage timed, all threads of this process
def timed(stage, limit, f, *a):
    _cur["stage"] = stage; gc.collect(); b, o = busy(), own(); _dead[0] = time.perf_counter() + limit
    c = time.process_time(); t = time.perf_counter(); r = f(*a); dt = time.perf_counter() - t; CPU.append(time.process_time() - c); _dead[0] = None
    if dt > .05: NOISE.append((dt, max(0, busy() - b - (own() - o))))
    return r, dt

def pydict_records(eng):
    """natural form for record-at-a-time engines: list of dicts with python values (dates as datetime.date, null as None)"""
    import pyarrow.csv as pc, pyarrow as pa
    u = pc.read_csv(eng.upath("csv")).to_pylist(); s = pc.read_csv(eng.spath("csv")).to_pylist()
    return u, s

def main(cls):
    size = sys.argv[1]; limit = float(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 90
    e = cls(size); N, M = e.N, e.M
    o = _cur; o.update(engine=e.name, size=size, M=M, N=N, explains=e.explains, note=e.note, status="ok", stage="init")
    threading.Thread(target=_watch, daemon=True).start()
    try:
        o["load_before"] = quiet()
        o["rss_import_mb"] = round(hwm() + children_hwm())
        _, o["prep_s"] = timed("prep", 90, e.prep); o["prep_s"] = round(o["prep_s"], 4)
        csvs, evs, e2e = [], [], []; data = res = None
        for i in range(3):
            data = res = None
            data, tc = timed("csv", limit, e.csv); csvs.append(tc); o["csv_s"] = med(csvs)
            res, te = timed("eval", limit, e.evaluate, data); e2e.append(tc + te); evs.append(te); o["e2e_s"] = med(e2e)
            if i == 0: o["peak_rss_mb"] = round(hwm() + children_hwm()); o["eval_first_s"] = round(te, 5)
            if sum(e2e) > 60: break
        o["n_e2e"] = len(e2e)
        cpus = CPU[-1:]
        if len(e2e) == 3:
            evs, cpus = [], []
            for i in range(3 if te > 3 else 7):
                res = None
                res, te = timed("eval", limit, e.evaluate, data); evs.append(te); cpus.append(CPU[-1])
        o["eval_cpu_s"] = med(cpus); o["eval_s"] = med(evs); o["eval_all"] = [round(x, 5) for x in evs]; o["n_eval"] = len(evs)
        o["rec_per_s"] = round((N + M) / o["eval_s"]); o["checks_per_s"] = round((8 * M + 5 * N) / o["eval_s"])
        o["stage"] = "text"
        if type(e).text is not Engine.text:
            ts = []
            for i in range(3): _, t = timed("text", limit, e.text, res); ts.append(t)
            o["text_s"] = med(ts)
        o["stage"] = "verify"; e.verify_res = res
        out, _ = timed("standard", 600, e.standard, res); res = data = None
        o["mismatch"] = verify(e, out)
    except Exception as x:
        o["status"] = "ERROR " + o.get("stage", "") + ": " + repr(x)[:300]; traceback.print_exc()
    if NOISE: o["noise_cores"] = round(sum(n for _, n in NOISE) / sum(d for d, _ in NOISE), 2)   # cores used by other processes while timing
    _dead[0] = None; o.pop("stage", None)
    try: e.close()
    except Exception: pass
    _emit(o)

KEYS = ["u_dec","u_fail","u_unk","u_score","s_dec","s_fail","s_unk","s_score"]
def verify(e, out):
    import numpy as np
    p = f"{H}/ref/{e.size}.npz"
    if e.name == "a_pandas":
        os.makedirs(H + "/ref", exist_ok=True); np.savez(p, **{k: np.asarray(out[k]) for k in KEYS})
        d = {k: {int(a): int(b) for a, b in zip(*np.unique(out[k], return_counts=True))} for k in ("u_dec", "s_dec")}
        return {"reference": d}
    r = np.load(p); bad = {}
    for k in KEYS:
        if k not in out: bad[k] = "not produced"; continue
        a, b = np.asarray(out[k]), r[k]
        if a.shape != b.shape: bad[k] = f"shape {a.shape} vs {b.shape}"; continue
        n = int((~np.isclose(a.astype(float), b.astype(float), atol=1e-9, equal_nan=True)).sum()) if a.dtype.kind == "f" else int((a.astype(np.int64) != b).sum())
        if n: bad[k] = n
    return bad
