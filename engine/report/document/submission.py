"""Tờ trình and draft decision of one award; both say the numbers of the one list."""

from __future__ import annotations

from dataclasses import replace

from ..papers.model import Material
from ..papers.office import BLANK
from . import heads
from .grounds import decision_grounds, submission_grounds
from .listing import decided, remarks
from .model import Addressed, Article, Block, Document, Grounds, Para, Resolves, Run
from .roll import Roll, outcomes
from .text import clean, long_day, runs

#: The article of a decision that says who carries it out.
EXECUTION = 3


def submission(material: Material, roll: Roll) -> Document:
    """Return the Tờ trình of one award: what was weighed, who is put forward, by which minutes."""
    said = heads.own(material, "to-trinh", roll.award)
    title = f"Tờ trình đề nghị tặng {roll.label}"
    head = heads.state_head(said, heads.SUBMISSION, "TỜ TRÌNH", f"Về việc đề nghị tặng {roll.label}")
    body = clean(said.body) or BLANK
    blocks: list[Block] = [
        Addressed(tuple(clean(a) for a in said.addressees) or (BLANK,)),
        Grounds(submission_grounds(material, roll.award)),
        Para(runs(f"Thực hiện “{clean(material.view.title)}”, kết quả xét đến hết {long_day(material.day)} như sau:")),
    ]
    blocks += [
        Para(runs(f"- {words[:1].upper()}{words[1:]}: {told}{';' if n < len(all_) else '.'}"))
        for all_ in [tuple(outcomes(material, roll.award))]
        for n, (words, told) in enumerate(all_, 1)
    ]
    voted = "Hội đồng đã họp xét, biểu quyết và thống nhất" if roll.voted else "Căn cứ kết quả xét nêu trên"
    blocks += [
        Para((Run(f"{voted}, {body} kính đề nghị xem xét, quyết định tặng {roll.label} cho "), *roll.numbers(),
              Run(" (có danh sách kèm theo)."))),
        *(Para((Run(line, italic=True),)) for line in remarks(roll)),
        Para(runs("Hồ sơ gửi kèm: Biên bản họp Hội đồng; Danh sách đề nghị.")),
        Para(runs(f"{body} kính trình xem xét, quyết định./.")),
        heads.foot(said, "Như trên", f"Lưu: VT, {BLANK}"),
    ]  # fmt: skip
    return Document(title, material.day, head, tuple(blocks))


def decision(material: Material, roll: Roll) -> Document:
    """Return the draft of the decision, with its list attached; money is left to whoever may fix it."""
    said = heads.own(material, "quyet-dinh", roll.award)
    said = replace(said, recipients=heads.by_article(said.recipients, EXECUTION))
    head = heads.state_head(said, heads.DECISION, "QUYẾT ĐỊNH", f"Về việc tặng {roll.label}", draft=True)
    blocks: list[Block] = [
        Resolves(heads.authority(said) or BLANK),
        Grounds(decision_grounds(material, roll.award)),
        Resolves("QUYẾT ĐỊNH:"),
        Article(1, (Run(f"Tặng {roll.label} cho "), *roll.numbers(), Run(" có thành tích trong "),
                    Run(f"“{clean(material.view.title)}” (có danh sách kèm theo)."))),
        Article(2, runs(f"Mức tiền thưởng kèm theo {roll.label}: tập thể {BLANK} đồng; cá nhân {BLANK} đồng. "
                        f"Kinh phí chi từ nguồn {BLANK}.")),
        Article(EXECUTION, runs(f"{BLANK}, thủ trưởng các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có tên "
                                "tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")),
        heads.foot(said, f"Như Điều {EXECUTION}", f"Lưu: VT, {BLANK}"),
    ]  # fmt: skip
    title = f"Dự thảo Quyết định tặng {roll.label}"
    return Document(title, material.day, head, tuple(blocks), annexes=(decided(material, roll),))
