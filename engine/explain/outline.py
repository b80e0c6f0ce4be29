"""The explanation of one subject as structure: decisions first, then criteria and bars, then the readings."""

from __future__ import annotations

from ..diagnostics import Lang
from ..values import Verdict
from .assessing import assessment_line, assessment_verdict
from .awardtext import AwardText, marks
from .blocks import Block, Depth, Outline, Role, Section, Sort, capital, item, line
from .gradetext import GradePage, grade_line, grade_words
from .lacks import missing_text
from .narrate import decision_words, one_line, sentence
from .points import roots
from .proof import AssessmentProof, AwardProof, SubjectProof
from .resting import rests_on
from .ruletext import RuleText
from .scoretext import ScoreTable, points
from .telling import Teller


def outline(
    proof: SubjectProof, lang: Lang = Lang.VI, award: str | None = None, depth: Depth = Depth.PAGE
) -> Outline:
    """Return the explanation of one subject, of all its awards or of one; text, HTML, DOCX and JSON set the same."""
    teller = Teller(lang)
    shown = [a for a in proof.awards.values() if award is None or a.id == award]
    title = _title(teller, proof)
    if depth is Depth.LINE:
        return Outline(title, tuple(_lines(teller, proof, shown, award)))
    return Outline(title, tuple(_sections(teller, proof, shown, award, full=depth is Depth.ALL)))


def _title(teller: Teller, proof: SubjectProof) -> tuple[str, str]:
    owner = f" · {teller.who(proof.row.owner)}" if proof.row.owner is not None else ""
    return (
        f"{teller.who(proof.row)} · {proof.word}{owner}",
        f"{proof.plan} · {teller.say('as-of', day=teller.day(proof.as_of))}",
    )


def _sections(
    teller: Teller, proof: SubjectProof, shown: list[AwardProof], award: str | None, *, full: bool
) -> list[Section]:
    rules = RuleText(teller, proof, full=full)
    awards = AwardText(teller, proof, rules, full=full)
    out = []
    for one in shown:
        rules.quoted.clear()
        out.append(awards.section(one))
    if award is None:
        for assessment in proof.assessments.values():
            rules.quoted.clear()
            out.append(_assessment(teller, proof, rules, assessment))
    resting = None if award is None or full else rests_on(proof, shown)
    grades = GradePage(teller, proof, rules.law, full=full)
    for classification in proof.classifications.values():
        if resting is None or classification.id in resting:
            rules.quoted.clear()
            out.append(grades.section(classification))
    rules.quoted.clear()
    out += ScoreTable(teller, proof, rules.law, full=full, only=resting).sections()
    wanted = {n for a in shown for n in a.criteria}
    if award is None:
        wanted |= {n for a in proof.assessments.values() for n in a.criteria}
    out += rules.criteria([c for n, c in proof.criteria.items() if n in wanted or (award is None and not wanted)])
    out += rules.bars(list({b.id: b for a in shown for b in (*a.bars, *a.suspensions)}.values()))
    return [*out, *rules.all_readings()]


def _assessment(teller: Teller, proof: SubjectProof, rules: RuleText, found: AssessmentProof) -> Section:
    blocks: list[Block] = []
    if found.verdict is not Verdict.NOT_APPLICABLE:
        blocks.append(line(assessment_line(proof, found, teller.lang), Role.LINE))
    if found.scope is not None and (rules.full or found.applies < Verdict.MET):
        blocks += rules.leaves(found.scope)
    if found.missing:
        blocks.append(line(f"{teller.say('to-add')}:", Role.HEAD))
        blocks += [item(sentence(missing_text(teller, m, proof.row)), Role.MISSING) for m in found.missing]
    blocks += rules.law(found.law)
    words = assessment_verdict(found, teller.lang)
    return Section(Sort.ASSESSMENT, found.id, found.label, words, found.verdict.word, blocks=tuple(blocks))


def _lines(teller: Teller, proof: SubjectProof, shown: list[AwardProof], award: str | None) -> list[Section]:
    """Return one line for each decision, result and grade."""
    out = []
    for one in shown:
        block = line(one_line(proof, one.id, teller.lang), Role.LINE)
        words, mark = decision_words(one, teller.lang), marks(teller, one)
        out.append(Section(Sort.AWARD, one.id, one.label, words, one.decision.word, mark, blocks=(block,)))
    if award is not None:
        return out
    for found in proof.assessments.values():
        told = assessment_line(proof, found, teller.lang) if found.verdict is not Verdict.NOT_APPLICABLE else ""
        words = assessment_verdict(found, teller.lang)
        out.append(Section(Sort.ASSESSMENT, found.id, found.label, words, found.verdict.word, blocks=_only(told)))
    for grade in proof.classifications.values():
        words, told = grade_words(teller, grade), grade_line(teller, proof, grade)
        verdict = grade.key(grade.low) if grade.settled and grade.applies else ""
        out.append(Section(Sort.GRADE, grade.id, grade.label, words, verdict, blocks=_only(told)))
    if not out:  # a plan that ends in points
        whole = roots(dict(proof.scores))
        out = [Section(Sort.SCORE, s.id, capital(s.label), points(teller, s)) for s in whole]
    return out


def _only(text: str) -> tuple[Block, ...]:
    return (line(text, Role.LINE),) if text else ()
