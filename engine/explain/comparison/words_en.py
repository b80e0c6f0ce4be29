"""Words of comparisons in English."""
# ruff: noqa: E501

from __future__ import annotations

EN = {
    # rules
    "rest": "all the rest", "all-of": "all of: {what}", "at-least-of": "at least {n} of: {what}",
    "yes": "yes", "no": "no", "met": "met", "not-met": "not met", "not-applicable": "not applicable",
    "places": "{n} places", "places-share": "{share}% (rounded {mode})", "places-size": "size {ends}: {n} places", "places-least": "at least {n} places",
    "round-down": "down", "round-up": "up", "round-half-up": "half up",
    # states
    "none-rule": "not in the rule set yet", "gone-rule": "not in the rule set any more", "grade-scope": "not known whether it applies", "grade-range": "from {low} to {high}", "no-grade": "no grade",
    # reasons
    "criterion-0": "not met", "criterion-1": "undetermined", "criterion-2": "met or not applicable", "criterion-met": "met", "criterion-not-applicable": "not applicable",
    "bar-0": "it stands in the way", "bar-1": "not known", "bar-2": "it does not stand in the way",
    "suspension-0": "waits for a conclusion", "suspension-1": "not known", "suspension-2": "waits for nothing",
    "scope-0": "not in scope", "scope-1": "not known whether in scope", "scope-2": "in scope",
    "nomination-0": "not nominated", "nomination-1": "not known whether nominated", "nomination-2": "nominated",
    "lower-0": "not reached", "lower-1": "not known", "lower-2": "reached",
    "choice-0": "not chosen", "choice-1": "no opinion given", "choice-2": "chosen",
    "unless-0": "held", "unless-1": "not known", "unless-2": "not held",
    "requirement-0": "not met", "requirement-1": "undetermined", "requirement-2": "met",
    "condition-0": "does not hold", "condition-1": "not known", "condition-2": "holds",
    "r-criterion": "criterion “{label}”", "r-bar": "bar “{label}”", "r-suspension": "suspension “{label}”",
    "r-scope": "the scope of this award", "r-nomination": "nomination", "r-lower": "“{label}” (which this award asks for)",
    "r-choice": "judgement “{label}”", "r-unless": "“{label}” (which excludes this award)", "r-requirement": "the requirement of this award",
    "r-selection": "selection under the quota", "r-grade": "condition of the grade “{label}”", "r-down": "step down “{label}”", "r-ceiling": "ceiling “{label}”",
    "r-score": "points “{label}”", "r-award": "award “{label}”", "r-assessment": "assessment “{label}”",
    "turned": "{what}: {before} → {after}", "came-with": "{what}: not weighed before, now {after}", "went-with": "{what}: not weighed now (was: {before})",
    "came-open": "{what}: not weighed before, now it is", "clause": " [{cite}]", "clauses": " [{before} → {after}]",
    "was": "was: {text}", "is": "is: {text}", "no-clause": "none",
    # grounds
    "fact": "{who}, “{field}”: {before} → {after}{at}", "fact-gone": "{who}, “{field}”: {before} → not looked at now{at}", "fact-come": "{who}, “{field}”: not looked at before → {after}{at}",
    "opinion": "judgement on {who}, “{label}”: {before} → {after}{at}", "no-opinion": "no answer", "idle": "{answer} (cannot be used yet)",
    "row-come": "now in “{register}”: {text}", "row-gone": "no longer in “{register}”: {text}", "row-other": "a row in “{register}”: {before} → {after}",
    "row-counts": "a row in “{register}”, {text}: {before} → {after}", "row-0": "does not count", "row-1": "may count", "row-2": "counts",
    "has-0": "fails", "has-1": "not known", "has-2": "has it",
    "register": "{before} → {after}", "register-complete": "“{label}” is complete{paper}", "register-open": "{text}", "register-was": "{text} (before: complete)", "register-was-not": "{text} (before: not complete)", "register-none": "“{label}” was not asked",
    "parameter": "“{ask}”: {before} → {after}{at}", "limit": "{label}: {before} → {after}", "deadline-last": "{label}: last day {before} → {after}", "deadline-passed": "{label} (last day {last}) has now passed", "deadline-open": "{label} (last day {last}) has not passed now",
    "period-last": "{label}: last day {before} → {after}", "period-ended": "{label} (to {last}) has now ended", "period-runs": "{label} (to {last}) has not ended now",
    "stands": "{who}, “{award}”: {before} → {after}", "stands-0": "no", "stands-1": "not known", "stands-2": "yes",
    "at": " [{place}]", "at-both": " [{before} → {after}]", "figure": "figure: {before} → {after}", "limit-of": "threshold: {before} → {after}",
    # selection
    "own-figure": "the subject's own {label}: {before} → {after}", "own-rank": "rank: {before} → {after}", "ranked-not": "not ranked",
    "places-turned": "places: {before} → {after}", "line-turned": "line: {before} → {after}", "line-none": "none", "line-free": "places for everybody who is ranked", "line-shared": "level at the last place: {keys}", "line-last": "{keys} ({who})",
    "by-selection": "by the selection alone: nothing about the subject itself changed",
    # blame
    "blame": "because of {what}", "alone": "{what} alone is enough", "together": "only {what} together", "undo": "without {what} it is as before", "undo-together": "only without all of {what} is it as before", "or": "; or ", "and": " and ",
    "lever-rules": "the rules", "lever-records": "the records", "lever-day": "the day", "lever-number": "assumption {n}",
    # moves
    "gained": "Gained", "lost": "Lost", "settled": "Settled", "opened": "Open again", "other": "Other change", "appeared": "New in the records", "disappeared": "No longer in the records", "same": "Unchanged",
    "followed": "followed by {keys}", "follows": "follows {keys}",
    # assumptions
    "a-row-more": "one row more in “{register}”", "a-row-less": "one row less in “{register}”", "a-none": "none", "a-answer": "judgement on {who}, “{label}”", "a-parameter": "parameter “{ask}”",
    "a-quota": "quota of {award}, {kind}", "a-deadline": "{label}", "a-day": "day of the evaluation",
}  # fmt: skip
