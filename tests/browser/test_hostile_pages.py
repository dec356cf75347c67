"""What a partner's file may hold, in a real browser: it runs nothing, loads nothing and changes nothing around it."""

import pytest

NASTY = """<script>document.title = 'hacked'; window.hacked = 1</script>
<img src="https://evil.example/x.png" onerror="window.hacked = 1">
<svg onload="window.hacked = 1"><script>window.hacked = 1</script><a xlink:href="javascript:window.hacked=1">x</a></svg>
<style>body { display: none } @import url(https://evil.example/x.css);</style>
<link rel="stylesheet" href="https://evil.example/x.css"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<base href="https://evil.example/"><iframe src="https://evil.example/"></iframe><object data="https://evil.example/">
<form action="https://evil.example/"><input autofocus onfocus="window.hacked = 1"><button>go</button></form>
<a href="javascript:window.hacked=1" onclick="window.hacked=1">press</a>
<a href="data:text/html,<script>1</script>">data</a>
<div style="position:fixed;inset:0;background:url(https://evil.example/x.png)" onmouseover="window.hacked=1">over</div>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked=1&gt;">
[a](javascript:window.hacked=1) [b](data:text/html;base64,PHNjcmlwdD4=) [c](vbscript:x) [d](file:///etc/passwd)
[e](&#106;avascript:window.hacked=1) [f]( java
script:1) ![g](https://evil.example/x.png) ![h](data:image/svg+xml,<svg/onload=alert(1)>)
<h1 id="main">A heading</h1> </main></body></html> <template><script>1</script></template> <!-- a comment --!> <b
"""
ONE_LINE = " ".join(NASTY.split("\n"))
COMMANDS = (
    ["show", "2026-11-19"], ["show", "goals/evil-a2b3c.md"], ["goals"], ["goals", "show", "evil"], ["steps"],
    ["successes"], ["lessons", "show", "evil"], ["search", "evil"], ["report", "--no-edit"], [], ["history"],
    ["agenda"], ["view"], ["people"],
)  # fmt: skip


def edit(path, *changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def hostile(example):
    words = ONE_LINE.replace("'", "''")
    edit(
        example / "meetings" / "2026-11-19.md",
        ("## Notes\n", f"## Notes\n\n{NASTY}\n\n- {ONE_LINE}\n"),
        ("## Successes\n", f"## Successes\n\n- Robin: {ONE_LINE}\n"),
        ("- [ ] @mentee Draft", f"- [ ] @mentor {ONE_LINE} (due 2026-12-03)\n- [ ] @mentee Draft"),
        ("# Both platforms", f"# {ONE_LINE}"),
    )
    edit(example / "coachlog.yml", ("name: Robin Example", f"name: '{words}'"))
    table = f"| {ONE_LINE} | b |\n|---|---|\n| {ONE_LINE} | c |"
    for folder in ("goals", "lessons"):
        front = f"---\ntype: {folder[:-1]}\nmeasure: '{words}'\nsubject: '{words}'\n---"
        body = f"# evil {ONE_LINE}\n\n## Task\n\n{table}\n\n{NASTY}\n\n```\n{NASTY}\n```\n"
        (example / folder / "evil-a2b3c.md").write_text(f"{front}\n\n{body}", encoding="utf-8")
    return example


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_case_44_words_that_a_browser_would_run_are_words(command, run, hostile, tmp_path, opened):
    file = tmp_path / "page.html"
    written = run(*command, "--to", file)
    assert file.exists(), written.err
    page = opened.open(file)
    for link in page.locator("a").all():
        assert link.get_attribute("href").startswith(("https://", "http://", "mailto:", "#"))
        assert not {"onclick", "style", "target"} & set(link.evaluate("element => element.getAttributeNames()"))
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 2000)
    page.keyboard.press("Tab")
    assert page.evaluate("window.hacked") is None
    assert page.title() != "hacked"
    assert page.url == file.as_uri()
    assert (opened.said, opened.asked) == ([], [])
    assert (
        page.locator("script, iframe, object, embed, form, input, button, link, base, template, math, img").count() == 0
    )
    assert page.locator("style").count() == 1
    assert page.locator("main").is_visible()
    assert page.locator("footer").is_visible()
    assert opened.violations() == []
