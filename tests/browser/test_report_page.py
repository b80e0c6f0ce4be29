"""The HTML report in Chromium: search, filters, proofs, keys, print, phone, policy, injection, accessibility."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Opened
from .hostile import IMAGE, JUDGED, PERSON, UNIT, report

pytestmark = pytest.mark.browser

GIAY_KHEN, PICTURES = "/ds/award:giay-khen", "/bd/award:giay-khen"


def rows(tab: Opened) -> list[str]:
    return tab.page.locator("[data-row]").all_inner_texts()


def test_search_does_without_accents_and_keeps_its_place_in_the_address(opened: Opened) -> None:
    page = opened.go(GIAY_KHEN)
    assert len(rows(opened)) == 654
    page.keyboard.press("/")
    page.keyboard.type("NGUYEN thi thu ha")
    page.wait_for_function("decodeURIComponent(location.hash).endsWith('thu+ha')")
    found = rows(opened)
    assert "Nguyễn Thị Thu Hà" in found
    assert all(name.startswith("Nguyễn Thị") for name in found)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert rows(opened) == found
    page.locator("input[type=search]").fill("đặng")
    with_accents = rows(opened)
    assert with_accents
    assert all("Đặng" in name for name in with_accents)
    page.locator("input[type=search]").fill("DANG")
    assert set(rows(opened)) >= set(with_accents)
    page.locator("input[type=search]").press("Escape")
    assert len(rows(opened)) == 654


def test_search_finds_keys_and_units(opened: Opened) -> None:
    page = opened.go(GIAY_KHEN)
    page.locator("input[type=search]").fill("ph07-003")
    assert len(rows(opened)) == 1
    page.locator("input[type=search]").fill("phong phap ly")
    units = set(page.locator("td.c-unit").all_inner_texts()) - {""}
    assert units == {"Phòng Pháp lý"}


def test_filters_narrow_the_list_and_can_be_taken_back(opened: Opened) -> None:
    page = opened.go(GIAY_KHEN)
    page.get_by_role("button", name=re.compile("Không được xem xét")).click()
    assert len(rows(opened)) == 4
    page.select_option("select[name=tc]", "unit.conduct")
    page.select_option("select[name=kl]", "not-met")
    assert len(rows(opened)) == 1
    page.get_by_role("button", name=re.compile("Bỏ điều kiện lọc: 100%")).click()
    assert len(rows(opened)) == 4
    page.go_back()
    assert len(rows(opened)) == 1
    assert page.input_value("select[name=tc]") == "unit.conduct"
    page.go_back()
    page.go_back()
    page.go_back()
    assert len(rows(opened)) == 654


def test_columns_sort_both_ways(opened: Opened) -> None:
    page = opened.go(GIAY_KHEN + "?loai=person")
    page.get_by_role("button", name="Đơn vị").click()
    first = page.locator("td.c-unit").first.inner_text()
    assert page.locator("th.c-unit").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Đơn vị").click()
    assert page.locator("th.c-unit").get_attribute("aria-sort") == "descending"
    assert page.locator("td.c-unit").first.inner_text() != first
    page.get_by_role("button", name="Đơn vị").click()
    assert page.locator("tr.group").count() > 1


def test_a_proof_opens_with_its_clause_cells_and_readings(opened: Opened) -> None:
    page = opened.go(f"{GIAY_KHEN}?tim=PH05")
    page.get_by_role("link", name="Phường Long Vân", exact=True).click()
    page.wait_for_selector(".outline")
    text = page.locator("article").inner_text()
    for words in ("Phường Long Vân", "Giấy khen của quận", "Căn cứ mục 4.1", "trang tính", "Cách hiểu"):
        assert words in text
    brief = len(text)
    page.get_by_role("button", name="Đầy đủ").click()
    page.wait_for_function(f"document.querySelector('article').innerText.length > {brief}")
    assert "sau=1" in page.url
    page.go_back()
    assert rows(opened)


def test_a_unit_leads_to_its_people_and_back(opened: Opened) -> None:
    page = opened.go("/dt/unit/PH05")
    page.locator(".members a").first.click()
    page.wait_for_function("location.hash.includes('/person/')")
    page.wait_for_selector(".who a")
    page.locator(".who a").click()
    page.wait_for_function("location.hash.includes('/unit/PH05')")
    page.get_by_role("link", name=re.compile("Xem cả")).click()
    page.wait_for_selector("[data-row]")
    assert "dv=PH05" in page.url


def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page = opened.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Danh sách"
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-row]")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("/")
    page.keyboard.type("phuong")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector(".outline")
    assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("ArrowRight")
    page.wait_for_function("([n]) => document.querySelector('#view h1').textContent !== n", arg=[name])
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("([n]) => document.querySelector('#view h1').textContent === n", arg=[name])
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-row]")
    assert page.input_value("input[type=search]") == "phuong"


def test_coming_back_the_row_has_the_focus_again(opened: Opened) -> None:
    page = opened.go(GIAY_KHEN)
    link = page.locator("[data-row]").nth(40)
    name = link.inner_text()
    link.click()
    page.wait_for_selector(".outline")
    page.go_back()
    page.wait_for_function("([n]) => document.activeElement.textContent === n", arg=[name])


def test_a_bar_of_a_picture_opens_exactly_those_it_counts(opened: Opened) -> None:
    page = opened.go(PICTURES)
    bars = page.locator("svg a")
    told = bars.evaluate_all("all => all.map(a => [a.getAttribute('href'), a.getAttribute('aria-label')])")
    tried = [(href, label) for href, label in told if "buoc=" in href or "cung=" in href]
    assert len(tried) > 10
    for href, label in tried[::4]:
        page.evaluate("href => { location.hash = href; }", href)
        wanted = int(label.rpartition(": ")[2].replace(".", ""))
        page.wait_for_function("n => document.querySelectorAll('[data-row]').length === n", arg=wanted)
        assert wanted == len(rows(opened))


def test_every_picture_says_what_it_shows_and_has_its_figures(opened: Opened) -> None:
    page = opened.go(PICTURES)
    for figure in page.locator("figure:has(svg[role=group])").all():
        assert figure.locator("svg > title").text_content()
        assert len(figure.locator("svg > desc").text_content() or "") > 20
        assert figure.locator("details table tbody tr").count() > 1
    assert page.locator("line.cut").count() == 1
    falls = page.locator("figure").first
    numbers = [int(n) for n in falls.locator("tbody tr td:nth-child(2)").all_text_contents() if n]
    left = [int(n) for n in falls.locator("tbody tr td:nth-child(3)").all_text_contents()]
    assert left[0] - sum(numbers) == left[-1]  # what is left are the proposed


def test_long_lists_come_in_pages(opened: Opened, tmp_path: Path) -> None:
    text = report().decode()
    assert text.count('"onePage":3000') == 1
    shorter = tmp_path / "trang.html"
    shorter.write_text(text.replace('"onePage":3000', '"onePage":500'), encoding="utf-8")
    opened.address = shorter.as_uri()
    page = opened.go(GIAY_KHEN + "?trang=2")
    assert len(rows(opened)) == 100
    page.get_by_role("link", name="Cuối").click()
    page.wait_for_function("document.querySelectorAll('[data-row]').length === 54")
    assert page.get_by_role("link", name="Sau").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(rows(opened)) == 654  # paper has no pages to turn


def test_print_leaves_out_what_paper_has_no_use_for(opened: Opened) -> None:
    page = opened.go("/dt/unit/PH05?sau=1")
    page.emulate_media(media="print")
    for gone in (".top nav", ".tools", ".crumbs", ".aside", ".skip"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".plan").is_visible()
    assert page.locator(".foot").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#view details:not([open])").count() == 0
    page.go_back()
    page = opened.go(GIAY_KHEN)
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.locator(".list thead").is_visible()


@pytest.mark.parametrize("route", ["/", GIAY_KHEN, "/dt/unit/PH05?sau=1", PICTURES, "/sl"])
def test_nothing_runs_over_the_side_of_a_phone(phone: Opened, route: str) -> None:
    page = phone.go(route)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.said == []


def test_the_policy_stops_a_script_that_got_in(opened: Opened) -> None:
    page = opened.go("/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            try { script.textContent = "window.harmed = 1"; } catch { /* Trusted Types refused it before the policy */ }
            script.append("window.harmed = 1");
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.harmed") is None
    put = "try { document.body.innerHTML = '<b>x</b>'; return false; } catch { return true; }"
    refused = page.evaluate(f"() => {{ {put} }}")
    assert refused
    asked = page.evaluate("() => fetch('https://example.invalid/').then(() => 'sent', () => 'refused')")
    assert asked == "refused"
    assert any("Content Security Policy" in line or "TrustedScript" in line for line in opened.said)
    opened.said.clear()
    opened.asked[:] = [a for a in opened.asked if "example.invalid" not in a]


def test_hostile_names_and_cells_are_only_text(opened: Opened) -> None:
    page = opened.go(f"/dt/unit/{UNIT}")
    assert page.locator("h1[tabindex]").last.inner_text() == IMAGE
    assert page.locator("img").count() == 0
    page = opened.go(f"/dt/person/{PERSON}")
    assert "Sáu <b>`${window.harmed=1}`" in page.locator("#view h1").inner_text()
    page = opened.go(f"/dt/unit/{JUDGED}?sau=1")
    assert "</script><script>window.harmed=1</script>" in page.locator("article").inner_text()
    page = opened.go(GIAY_KHEN)
    page.locator("input[type=search]").fill("onerror")
    assert IMAGE in rows(opened)
    page = opened.go(PICTURES)
    assert page.evaluate("window.harmed") is None
    assert page.locator("script").count() == page.evaluate("document.scripts.length")
    assert page.locator("script:not([type])").count() == 1


@pytest.mark.parametrize(
    ("route", "scheme"),
    [
        ("/", "light"), (GIAY_KHEN + "?loai=unit", "light"), ("/dt/unit/PH05", "light"), (PICTURES, "light"),
        (GIAY_KHEN + "?loai=unit", "dark"), (PICTURES, "dark"),
    ],
)  # fmt: skip
def test_axe_finds_nothing_serious(opened: Opened, route: str, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened.page.emulate_media(color_scheme=scheme)
    page = opened.go(route)
    found = Axe().run(page).response["violations"]
    bad = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in bad] == []


def test_who_is_not_there_is_said_to_be_not_there(opened: Opened) -> None:
    page = opened.go("/dt/unit/XX99")
    assert page.locator("#view h1").inner_text() == "Không có đối tượng này trong báo cáo."
    page = opened.go("/ds/award:none?kq=barred&dv=nowhere&tc=none&trang=99")
    assert page.locator("#view h1").inner_text()
