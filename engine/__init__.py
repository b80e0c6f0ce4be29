"""xetkhen: a campaign's plan as cited rules, and proposals that explain themselves.

The folders are the pipeline; imports point down only (import-linter holds it). Top floor first:

- `commands`     each command of the command line: arguments in, text and an exit code out
- `report`       one view-model of an evaluation; terminal, JSON and csv from it
- `explain`      the proof (a tree of reasons) and its words, Vietnamese and English; rule sets in words
- `evaluator`    the schedule's stages (columns, reduce, chain, select), and `reference`, the slow independent one
- `compiler`     what was written -> a typed plan, in passes; `records`: workbooks and csv -> typed columns
- `syntax`       located YAML, the expression grammar, the AST and its text; the table of keys, formatter and schema
- `ranges`       how far a number of the plan can lie;  `called`: names by day put into its texts
- `plan`         what will run, data only
- `law`          clauses, citations, quotes, readings;  `values`: verdicts, decisions, types of fields
- `diagnostics`  findings as values, one table of codes in two languages
- `source`       positions;  `bundle`: where the shipped rule sets are;  `version`
"""
