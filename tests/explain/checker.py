"""Decides again from a proof in JSON alone: plain Python, nothing of the engine; raises where something does not hold.

Codes are Kleene's 0, 1, 2. What it takes as stated: numbers that are not a field or a count, what other subjects were
decided, and a number over rows that may not be there under an `if none` rule.
"""

from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

T = TypeVar("T")
Node = dict[str, Any]
Ends = tuple[Fraction, Fraction]
Codes = dict[str, tuple[int, int]]
WORDS = ("not-met", "undetermined", "met")
NO = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


def same(what: object, found: T, stated: object) -> T:
    assert found == stated, (what, found, stated)
    return found


def ends(n: Node) -> Ends:
    texts = [n["amount"]["low"], n["amount"]["high"], n["fact"]["value"] if n["type"] == "field-number" else None]
    day = n["amount"]["kind"] == "date"
    low, high, told = (t and Fraction(date.fromisoformat(t).toordinal() if day else t) for t in texts)
    if told is not None:
        same(n, (told, told), (low, high))
    if n["type"] == "counted" and not n["share"] and closed(n["tally"]):
        same(n, (n["tally"]["sure"], n["tally"]["sure"] + n["tally"]["maybe"]), (low, high))
    if n["type"] == "chosen":
        test, then, other = rule(n["test"]), ends(n["then"]), ends(n["other"])
        either = min(then[0], other[0]), max(then[1], other[1])
        same(n, then if test == 2 else other if test == 0 else either, (low, high))
    for part in n.get("parts", [n["item"]] if n["type"] in {"named", "rounded"} and "item" in n else ()):
        ends(part)
    return low, high


def surely(op: str, a: Ends, b: Ends) -> bool:
    below, above, equal = a[1] < b[0], a[0] > b[1], a[0] == a[1] == b[0] == b[1]
    return {"<": below, ">": above, "<=": a[1] <= b[0], ">=": a[0] >= b[1], "=": equal, "!=": below or above}[op]


def closed(tally: Node) -> bool:
    return all(c["complete"] for c in tally.get("coverage", ()))


def of_rows(tally: Node, *, every: bool) -> int:
    rows = [[rule(m[part], m[code]) if part in m else m[code] for part, code in (("where", "passes"), ("what", "has"))]
            for m in tally.get("rows", ())]  # fmt: skip
    if every and not tally["sure"] and closed(tally) and rows and not any(h for _, h in rows):
        return 0  # if there is a row at all, it fails
    if every:
        return min([0 if tally["bad"] else 2, 2 if closed(tally) else 1, *(max(2 - p, h) for p, h in rows)])
    return max([2 if tally["good"] else 0, 0 if closed(tally) else 1, *(min(r) for r in rows)])


def rule(s: Node, stated: int | None = None) -> int:
    match s["type"]:
        case "compared":
            a, b = ends(s["left"]), ends(s["right"])
            sides = (n["item"] if n["type"] == "at-owner" and "item" in n else n for n in (s["left"], s["right"]))
            void = any(n.get("empty") for n in sides)
            found = 1 if void else surely(s["op"], a, b) + (not surely(NO[s["op"]], a, b))
        case "holds" | "opinion" if s["given"]:
            found = s["code"] if s.get("fact", s).get("value", s.get("answer")) is None else 2
        case "holds" | "opinion":
            told = s["fact"]["value"] if s["type"] == "holds" else s["answer"]
            found = 1 if told is None else 2 * (told in s.get("wanted", (True,)))
        case "negated":
            found = 2 - rule(s["item"])
        case "both" | "either":
            found = (min if s["type"] == "both" else max)(map(rule, s["items"]))
        case "quantified":
            found = of_rows(s["tally"], every=s["every"])
            found = 1 if s["every"] and not s["tally"]["sure"] else found
        case "owner-has":
            found = rule(s["item"]) if "item" in s else 1
        case "depends":
            test, then, other = (rule(s[part]) for part in ("test", "then", "other"))
            found = then if test == 2 or then == other else other if test == 0 else 1
        case _:
            found = s["code"]  # another subject's decision
    return same(s, found, same(s, s["code"], s["code"] if stated is None else stated))


def concluded(c: Node) -> tuple[int, int]:
    """Return (met, applies) of a criterion; a bar has only the first."""
    step, none, met, applies = c["step"], c.get("if_none"), rule(c["step"]), rule(c["scope"]) if "scope" in c else 2
    stated = c["plain"] if isinstance(c["plain"], list) else [c["plain"], 2]
    if none and step["type"] == "quantified" and step["every"]:
        value, some = of_rows(step["tally"], every=True), step["tally"]["sure"] > 0
        void, nothing = step["void"], {"met": 2, "not-met": 0, "not-applicable": 1}[none]
        met = nothing if void else value if some or nothing in {1, value} else 1
        own = 2 if some or none != "not-applicable" else int(not void)
        met, applies = (met, min(applies, own)) if "scope" in c or "met" in c else (min(met, own), 2)
    elif none and met == 1:
        met, applies = stated
    met = max(met, 1) if "due" in c and not c["due"]["passed"] else met
    same(c["id"], [met, applies], stated)
    for case in c.get("exceptions", ()):
        code, then = rule(case["step"], case["code"]), case["then"]
        met = max(met, code) if then == "met" else min(met, 2 - code) if then == "not-met" else met
        applies = min(applies, 2 - code) if then == "not-applicable" else applies
    return met, applies


def weighed(needs: Node, criteria: Codes) -> tuple[int, int, int]:
    if needs["type"] == "needs":
        met, applies = criteria[needs["criterion"]]
        return max(2 - applies, met), applies, min(met, applies)
    parts = [weighed(p, criteria) for p in needs.get("parts", ())]
    enough = [sum(p[2] >= code for p in parts) >= needs.get("count", 0) for code in (1, 2)]
    found = min((p[0] for p in parts), default=1) if needs["type"] == "all-of" or not parts else sum(enough)
    return found, max((p[1] for p in parts), default=2), found


def required(needs: Node | None, criteria: Codes) -> int:
    holds, concerned, _ = weighed(needs, criteria) if needs else (2, 2, 2)
    return holds if concerned == 2 else 1


def placed(s: Node) -> int:
    above, sharing, rivals = s["best"] - 1, len(s.get("sharing", ())), len(s.get("rivals", ()))
    few, most, voted, limit = s["places_low"], s["places_high"], s.get("settled", {}).get("code"), s.get("limit")
    if limit and not limit["shut"] and s["inside"] in {1, 3}:
        return int(s["inside"])  # the selection inside the limit is as stated
    if s["pool"] == 1 or (s["quota"].get("per") and not s.get("group")):
        return 1
    if (limit and limit["shut"]) or above >= most:
        return 0
    if above + sharing + rivals < few:
        return 2
    if rivals or s["best"] != s["worst"] or few != most:
        return 1
    chosen = s["quota"]["ties"] == "keep" or (voted == 2 and s["electable"] <= most - above)
    return 2 if chosen else 0 if voted == 0 else 3


def trace(g: dict[str, int], low: Node | None) -> tuple[list[str], str]:
    """Return the rules that fire, and the decision before any selection."""
    out, below = [], low and low["decision"]
    if low and low.get("grant") in {0, 2}:
        out.append("0-granted" if low["grant"] else "0-not-granted")
    elif low:
        out.append(f"0-lower-{below}")
    if g["scope"] == 0:
        return [*out, "1-not-applicable"], "not-applicable"
    concerned = f"1-concerned-{g['scope']}" + (f"-{g['lower']}" if low else "")
    out.append(f"1-lower-{below}-{g['scope']}" if g["lower"] == 0 else concerned)
    if g["lower"] == 0 and below in {"not-applicable", "not-nominated"}:
        return out, below
    for gate, names, shut, word in (
        ("nomination", ("2-not-nominated", "2-nomination-open", "2-nominated"), 0, "not-nominated"),
        ("bar", ("3-not-barred", "3-bar-open", "3-barred"), 2, "barred"),
        ("refused", tuple(f"4-not-refused-{g['requirement']}-{g['lower']}" for _ in range(3)), 0, "not-proposed"),
        ("suspension", ("5-not-suspended-0", "5-not-suspended-1", "5-suspended"), 2, "suspended"),
    ):
        code = g[gate] if gate in g else min(g["requirement"], g["lower"])
        if gate == "refused" and code == 0:
            refused = ["4-not-met"] * (g["requirement"] == 0) + ["4-lower-not-reached"] * (g["lower"] == 0)
            return out + refused, word
        out.append(names[code])
        if code == shut:
            return out, word
    still = [f"6-open-{name}" for name, code in g.items() if code == 1]
    return [*out, *(still or ["7-eligible"])], "pending" if still else "proposed"


def decided(award: Node, awards: Node, criteria: Codes) -> str:
    low, nominated = award.get("lower"), award.get("nomination")
    if not award.get("fired"):  # it is not for this kind of subject
        return "not-applicable"
    holds = {w: 2 if w == "proposed" else 1 if w in {"pending", "tied"} else 0 for w in [low and low["decision"]]}
    gates = {
        "scope": rule(award["scope"]) if "scope" in award else 2,
        "nomination": 2 if not nominated or nominated.get("facts") else 0 if nominated["coverage"]["complete"] else 1,
        **{name: max([same(b["id"], concluded(b)[0], b["code"]) for b in award.get(part, ())], default=0)
           for name, part in (("bar", "bars"), ("suspension", "suspensions"))},
        "requirement": min(required(award.get("needs"), criteria), *(2 - u["code"] for u in award.get("unless", ())),
                           rule(award["choice"]) if "choice" in award else 2, 2),
        "lower": 2 if not low else low["grant"] if low.get("grant") in {0, 2} else holds[low["decision"]],
    }  # fmt: skip
    same(award["id"], gates, {g["name"]: g["code"] for g in award["gates"]})
    if low:
        same(award["id"], low["decision"], awards[low["award"]]["decision"])
    fired, found = trace(gates, low)
    same(award["id"], {f"{award['id']}/{name}" for name in fired}, set(award["fired"]))
    if "selection" in award:
        inside = same(award["id"], placed(award["selection"]), award["selection"]["inside"])
        found = ("outside-quota", "pending", "proposed", "tied")[inside] if found == "proposed" else found
    return found


def check(proof: Node) -> None:
    """Decide again everything that a proof states."""
    criteria: Codes = {}
    for name, score in proof.get("scores", {}).items():
        same(name, ends(score["number"]), ends({"type": "score", "amount": score["amount"]}))
    for name, c in proof.get("criteria", {}).items():
        met, applies = concluded(c)
        same(name, [met if applies else c["met"], applies], [c["met"], c["applies"]])
        criteria[name] = c["met"], applies
        same(name, "not-applicable" if not applies else WORDS[met if applies == 2 else 1], c["verdict"])
    for name, a in proof.get("assessments", {}).items():
        scope, code = rule(a["scope"]) if "scope" in a else 2, required(a.get("needs"), criteria)
        same(name, "not-applicable" if not scope else WORDS[code if scope == 2 else 1], a["verdict"])
    for name, a in proof.get("awards", {}).items():
        same(name, decided(a, proof["awards"], criteria), a["decision"])
