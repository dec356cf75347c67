"""The running documents that are web pages, as Google Docs and Word write them."""

from io import BytesIO
from zipfile import ZipFile

from tests.support.running_documents import Expected, RunningDocument

PICTURE = b"\x89PNG\r\n\x1a\n picture"

_GOOGLE = """\
<html><head><meta content="text/html; charset=UTF-8"><style type="text/css">
.lst-kix_a1-0 > li:before{content:"\\0025cf  "} ul.lst-kix_box-0 > li:before{content:"\\002610  "}
.c1{color:#000000;font-weight:700} .c2{color:#0000ff} .c3{color:#38761d}
.c9{text-decoration:line-through}</style></head><body class="c0 doc-content">
<p class="c5 title"><span>Robin &amp; Sam 1:1</span></p>
<p><span class="c2">Robin</span><span>, </span><span class="c3">Sam</span></p>
<h2><span class="c1">Thursday, September 24</span></h2>
<h3><span>Celebrations</span></h3>
<ul class="lst-kix_a1-0 start"><li class="c7"><span class="c3">My quiet table spoke up</span></li></ul>
<ul class="lst-kix_a1-1 start"><li class="c7"><span class="c3">twice</span></li></ul>
<h3><span>Action items</span></h3>
<ul class="lst-kix_box-0 start"><li><span>Sam: call </span><span><a
href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">the office</a></span></li>
<li><span class="c9">Robin: send slides</span></li></ul>
<p><span>A photo: <img alt="" src="images/image1.png"></span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>
<h2><span class="c1">Thursday, September 17</span></h2><p><span></span></p>
<p><span class="c1">Wins</span></p><p><span>Timers</span><br><span>Groups of three</span></p>
<script>alert("no")</script>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which lesson was it?</span></p></div>
</body></html>
"""

_WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Log</title></head><body>
<p class=MsoNormal><b>Date: 9/17/2026</b></p>
<table border=1><tr><td><p><b>What went well?</b></p></td><td><p>“Smart” quotes – and dashes</td></tr>
<tr><td><p><b>What was hard?</b><td><p>Late work</table>
<p class=MsoNormal><b>Next steps</b></p>
<p class=MsoListParagraph>·&nbsp;&nbsp; Sam will grade two essays</p>
</body></html>
"""


def _zipped() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("RobinSam11.html", _GOOGLE)
        archive.writestr("images/image1.png", PICTURE)
    return content.getvalue()


WEB_DOCUMENTS = (
    RunningDocument(
        "a web page of Google Docs, with colours and a checklist.zip",
        _zipped,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["Timers", "Groups of three"]},
                [],
                ["Not of one day", "**Robin & Sam 1:1**", "Robin, Sam"],
            ),
            Expected(
                "2026-09-24",
                {
                    "Successes": ["Sam Sample: My quiet table spoke up; twice"],
                    "Notes": ["A photo: ![](../assets/a44fd1444d0d.png)"],
                },
                ["mentee: call [the office](https://example.org/a)", "mentor*: send slides"],
                ["Comment on “A photo:”: Which lesson was it?"],
            ),
        ],
    ),
    RunningDocument(
        "a form that Word saved as a web page.html",
        _WORD.encode,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["“Smart” quotes – and dashes"], "Areas of growth": ["Late work"]},
                ["mentee: Sam will grade two essays"],
            )
        ],
    ),
)
