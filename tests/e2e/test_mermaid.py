"""`graph` in the hands of Mermaid itself, in a real browser: each name is drawn as it stands, whatever it holds.

Mermaid is an npm package, installed into the build folder at the version named here."""
import json
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from npm_tools import installed
from support import ROOT, Project

HOSTILE = [
    "end", "graph", "subgraph", "o", "x", "|", "a-->b", 'x"]; click a href "javascript:alert(1)"', "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>", "#quot;&amp;#35;", "%%{init: {'securityLevel':'loose'}}%%", "`md **b**`", "A{{b}}", "::: class",
    "$$x^2$$", "fa:fa-car", "@{ shape: rect }", "\\n", "style s1 fill:#f00", "classDef a fill:#f00", "accTitle: x", "1. list", "- item",
    "http://x.y/z", "ünï 𝄞"]


def library():
    """The text of Mermaid."""
    return (installed("npm-mermaid", {"mermaid": "11.17.2"}) / "mermaid/dist/mermaid.min.js").read_text()


class Mermaid(Project):
    @classmethod
    def setUpClass(cls):
        options = webdriver.ChromeOptions()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking"):
            options.add_argument(flag)
        options.binary_location = "/usr/bin/chromium"
        cls.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        cls.browser.get("about:blank")
        # As a script of the page, whose variables are global.
        cls.browser.execute_script("const script = document.createElement('script'); script.textContent = arguments[0];"
                                   "document.head.append(script);", library())

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def drawn(self, text, level):
        """What Mermaid makes of it, as a page would that shows it."""
        return self.browser.execute_async_script("""
            const [text, securityLevel, done] = arguments;
            mermaid.initialize({startOnLoad: false, securityLevel, maxEdges: 5000, maxTextSize: 1000000});
            mermaid.render('picture', text).then((made) => {
                const element = document.createElement('div');
                element.innerHTML = made.svg;
                document.body.replaceChildren(element);
                setTimeout(() => done({
                    nodes: [...element.querySelectorAll('.node .nodeLabel')].map((one) => one.textContent),
                    groups: [...element.querySelectorAll('.cluster .nodeLabel')].map((one) => one.textContent),
                    foreign: element.querySelectorAll('script, img, a, i, b').length, hit: window.hit || null}), 200);
            }, (problem) => done({error: String(problem)}));""", text, level)

    def test_each_name_is_drawn_as_it_stands(self):
        self.write("syncs/a.yaml", json.dumps({"version": 1, "syncs": {
            name: {"source": {"connection": name, "model": name}, "destination": {"connection": name, "object": name},
                   "operation": "upsert", "mappings": [{"from": "A", "to": "b", "is_primary_identifier": True}],
                   **({"after": [HOSTILE[at - 1]]} if at else {})} for at, name in enumerate(HOSTILE)}}, ensure_ascii=False))
        text = self.run_program("graph").stdout
        for level in ("strict", "loose"):
            with self.subTest(level=level):
                drawn = self.drawn(text, level)
                self.assertNotIn("error", drawn)
                self.assertEqual(sorted(drawn["nodes"]), sorted(HOSTILE * 3))
                self.assertEqual(sorted(drawn["groups"]), sorted(HOSTILE * 2))
                self.assertEqual((drawn["foreign"], drawn["hit"]), (0, None))

    def test_an_error_of_mermaid_is_seen(self):
        self.assertIn("error", self.drawn("flowchart LR\n  a[", "strict"))


if __name__ == "__main__":
    unittest.main()
