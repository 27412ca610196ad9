"""The HTML reports in a real browser: they render, filter, fold, print, and ask for nothing from outside."""
import base64
import hashlib
import json
import re
import subprocess
import time
import unittest
from html.parser import HTMLParser

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from support import Project

HOSTILE = "</script><script>window.hit=1</script><img src=x onerror='window.hit=1'>\"&\u202e"
SYNCS = 2000


def world(syncs, labels, runs):
    """A workspace of that many syncs, a third of them changed in it, with runs."""
    rows, history = [], []
    for number in range(1, syncs + 1):
        rows.append({"id": number, "label": labels(number), "operation": "upsert", "paused": number % 3 == 0,
                     "updated_at": "2021-10-22T00:43:44.173Z",
                     "source_attributes": {"connection_id": 1, "data_source": {"type": "model", "id": 10 + number % 7}},
                     "destination_attributes": {"connection_id": 2, "object": f"object{number % 5}"},
                     "mappings": [{"from": "MAIL", "to": "email", "is_primary_identifier": True}]})
        for run in range(runs):
            failed = number % 10 == 0 and run == runs - 1
            history.append({"id": number * 100 + run, "sync_id": number, "status": "failed" if failed else "completed",
                            "created_at": f"2021-10-20T{run:02}:00:00.000Z", "records_processed": 10 * run + 1,
                            **({"error_code": "NO_ACCESS", "error_message": HOSTILE} if failed else {})})
    return {
        "version": 1,
        "sources": [{"id": 1, "name": "Warehouse " + HOSTILE, "data_sources": [
            {"type": "model", "id": 10 + number, "name": f"model{number}", "query": "select 1",
             "columns": [{"name": "MAIL", "type": "text"}]} for number in range(7)]}],
        "destinations": [{"id": 2, "name": "Mail", "objects": [
            {"full_name": f"object{number}", "label": f"Object {number}",
             "fields": [{"full_name": "email", "can_be_upsert_key": True}]} for number in range(5)]}],
        "syncs": rows, "sync_runs": history,
    }


def manifest(syncs, labels):
    return json.dumps({"version": 1, "syncs": {
        f"sync-{number}": {
            "label": labels(number), "source": {"connection": 1, "model": f"model{number % 7}"},
            "destination": {"connection": 2, "object": f"object{number % 5}"}, "operation": "upsert",
            "mappings": [{"from": "MAIL", "to": "email", "is_primary_identifier": True}]}
        for number in range(1, syncs + 1)}})


class Elements(HTMLParser):
    """Each start tag of a document, and whether the elements are properly nested."""

    def __init__(self, text):
        super().__init__()
        self.starts, self.stack, self.balanced = [], [], True
        self.feed(text)

    def handle_startendtag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))

    def handle_starttag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))
        self.stack.append(tag)

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.stack) and self.stack.pop() == tag


class Report(Project):
    @classmethod
    def setUpClass(cls):
        options = webdriver.ChromeOptions()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--window-size=1400,1000"):
            options.add_argument(flag)
        options.binary_location = "/usr/bin/chromium"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        cls.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def report(self, command, *words, expect=0):
        done = self.run_program(command, "--sandbox=world.yaml", "--format", "html", *words, expect=expect)
        path = self.write("report.html", done.stdout)
        return path, done.stdout

    def open(self, path):
        self.requests()
        self.browser.get("about:blank")
        self.browser.get_log("browser")
        start = time.monotonic()
        self.browser.get(path.as_uri())
        return time.monotonic() - start

    def requests(self):
        """The addresses that the browser asked for since the last look."""
        found = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def no_complaint(self, path):
        self.assertEqual(self.browser.get_log("browser"), [])
        outside = [url for url in self.requests() if not url.startswith((path.as_uri(), "data:", "about:"))]
        self.assertEqual(outside, [])
        self.assertIsNone(self.browser.execute_script("return window.hit || null"))

    def run_script(self, text):
        return self.browser.execute_script("return " + text)

    def visible_rows(self):
        return self.run_script("document.querySelectorAll('#syncs > tbody > tr:not([hidden])').length")

    def status(self):
        return self.browser.find_element(By.ID, "status").text

    def search(self, text):
        box = self.browser.find_element(By.ID, "search")
        box.clear()
        box.send_keys(text)
        # The filter runs with the next frame.
        self.browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def print(self):
        printed = self.browser.execute_cdp_cmd("Page.printToPDF", {})
        return base64.b64decode(printed["data"])

    def check_page(self, text):
        """What holds of every report without a browser."""
        elements = Elements(text)
        self.assertTrue(elements.balanced)
        self.assertEqual(elements.stack, [])
        names = [tag for tag, _ in elements.starts]
        self.assertEqual((names.count("script"), names.count("style"), names.count("img")), (1, 1, 0))
        for tag, attributes in elements.starts:
            self.assertNotIn("style", attributes)
            self.assertFalse([name for name in attributes if name.startswith("on")], tag)
            for name in ("href", "src", "xlink:href", "action"):
                self.assertRegex(attributes.get(name, "#"), r"^(#|data:,$)")
        policy = next(attributes["content"] for tag, attributes in elements.starts
                      if attributes.get("http-equiv") == "Content-Security-Policy")
        hashes = ["'sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() + "'"
                  for part in (re.search(r"<style>(.*?)</style>", text, re.S)[1], re.search(r"<script>(.*?)</script>", text, re.S)[1])]
        self.assertEqual(policy, f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; img-src data:; base-uri 'none'; "
                                 "form-action 'none'")
        identifiers = [attributes["id"] for _, attributes in elements.starts if "id" in attributes]
        self.assertEqual(len(identifiers), len(set(identifiers)))
        for _, attributes in elements.starts:
            if attributes.get("href", "").startswith("#"):
                self.assertIn(attributes["href"][1:], identifiers)

    def small(self, labels=lambda number: f"Sync {number}"):
        self.write("world.yaml", json.dumps(world(12, labels, 3)))
        self.write("syncs/all.yaml", manifest(10, labels))

    def test_drift_renders_filters_folds_and_prints(self):
        self.small()
        path, text = self.report("drift", expect=2)
        self.check_page(text)
        self.open(path)
        self.assertEqual(self.browser.title, "Drift of sandbox")
        cards = dict(zip((one.text for one in self.browser.find_elements(By.CSS_SELECTOR, ".cards dt")),
                         (one.text for one in self.browser.find_elements(By.CSS_SELECTOR, ".cards dd"))))
        self.assertEqual(cards, {"Changed": "3", "Missing": "0", "Unmanaged": "2", "As declared": "7", "Failing": "1",
                                 "Paused though declared live": "3", "Coverage": "10 of 12 (83%)"})
        self.assertEqual(self.status(), "Showing 12 of 12.")

        # Filters: words, kinds, failing ones, reset.
        self.search("sync-1 MODEL1")
        self.assertEqual(self.status(), "Showing 1 of 12.")
        self.search("nothing like it")
        self.assertEqual((self.visible_rows(), self.status()), (0, "Showing 0 of 12."))
        self.browser.find_element(By.ID, "reset").click()
        self.assertEqual(self.visible_rows(), 12)
        self.browser.find_element(By.CSS_SELECTOR, "input[value=as-declared]").click()
        self.browser.find_element(By.CSS_SELECTOR, "input[value=unmanaged]").click()
        self.assertEqual(self.visible_rows(), 3)
        self.assertTrue(self.run_script("[...document.querySelectorAll('#syncs > tbody > tr:not([hidden])')]"
                                        ".every((row) => row.textContent.includes('1 difference'))"))
        self.browser.find_element(By.ID, "reset").click()
        self.browser.find_element(By.ID, "failing").click()
        self.assertEqual(self.visible_rows(), 1)
        self.browser.find_element(By.ID, "reset").click()

        # Folding, with the keyboard too.
        opened = "document.querySelectorAll('details[open]').length"
        self.assertEqual(self.run_script(opened), 0)
        first = self.browser.find_element(By.CSS_SELECTOR, "tr[data-kind=changed] summary")
        first.send_keys(Keys.ENTER)
        self.assertEqual(self.run_script(opened), 1)
        cells = [cell.text for cell in self.browser.find_elements(By.CSS_SELECTOR, "details[open] tbody :is(th, td)")]
        self.assertEqual(cells, ["paused", "true", "false"])
        self.browser.find_element(By.ID, "expand").click()
        self.assertEqual(self.run_script(opened), 4)
        self.browser.find_element(By.ID, "collapse").click()
        self.assertEqual(self.run_script(opened), 0)

        # The picture: each sync that needs somebody once, linked to its row, which the filter must not hide; what its frame means.
        links = self.browser.find_elements(By.CSS_SELECTOR, "#lineage a")
        self.assertEqual(len(links), 6)
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#lineage .source")), 5)
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#lineage .destination")), 5)
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#lineage path")), 12)
        self.assertEqual(self.run_script("document.querySelector('#lineage .failing title').textContent"), "sync-10")
        self.assertEqual([one.text for one in self.browser.find_elements(By.CSS_SELECTOR, ".legend li")], ["failing", "changed", "unmanaged"])

        # What needs somebody comes first, and what fails looks it, though it is as declared.
        first = self.browser.find_element(By.CSS_SELECTOR, "#syncs > tbody > tr")
        self.assertEqual(first.find_element(By.CSS_SELECTOR, "td").text, "failing\nas declared")
        self.assertEqual([self.run_script(f"getComputedStyle(document.querySelector('{place}')).color") for place in (
            "#syncs > tbody > tr .state", ".failing")], ["rgb(179, 38, 30)"] * 2)
        self.search("nothing like it")
        self.run_script("document.querySelector('#lineage a[href=\"#s3\"]').focus()")
        self.browser.switch_to.active_element.send_keys(Keys.ENTER)
        self.browser.execute_async_script("setTimeout(arguments[0], 50)")
        self.assertEqual(self.visible_rows(), 12)
        self.assertTrue(self.run_script("document.getElementById('s3').querySelector('details').open"))

        # Charts: one for each managed sync, and what they say to a screen reader.
        charts = self.browser.find_elements(By.CSS_SELECTOR, "svg.chart[role=img]")
        self.assertEqual(len(charts), 10)
        self.assertIn("Runs, oldest first: 3 of 3 succeeded (100%); records: 33 processed, 0 failed, 0 invalid",
                      [chart.get_attribute("aria-label") for chart in charts])
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "svg.chart .down")), 1)

        # On paper all is open and the controls are away; afterwards as before.
        self.run_script("document.addEventListener('x', () => 0)")
        self.browser.execute_script("window.addEventListener('beforeprint', () => { window.seen = "
                                    "document.querySelectorAll('details:not([open])').length; })")
        self.assertTrue(self.print().startswith(b"%PDF"))
        self.assertEqual(self.run_script("window.seen"), 0)
        self.assertEqual(self.run_script(opened), 1)
        self.no_complaint(path)

    def test_a_screen_reader_is_told_what_each_thing_is(self):
        self.speak_2021()
        self.small()
        for command, expect in (("drift", 2), ("plan", 0)):
            path, _ = self.report(command, expect=expect)
            self.open(path)
            names = {}
            for node in self.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]:
                if not node["ignored"]:
                    names.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
            for role in ("link", "button", "checkbox", "searchbox", "table", "columnheader", "rowheader", "heading", "main", "search",
                         "status", "DisclosureTriangle"):
                self.assertIn(role, names, command)
            for role in ("link", "button", "checkbox", "searchbox", "table", "columnheader", "rowheader", "heading", "image"):
                self.assertNotIn("", names.get(role, []), (command, role))
            self.assertEqual(names["searchbox"], ["Search"])
            self.assertIn("blocked (3)" if command == "plan" else "as declared (7)", names["checkbox"])

    def test_light_and_dark(self):
        self.small()
        path, _ = self.report("drift", expect=2)
        colours = {}
        for scheme in ("light", "dark"):
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                         {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            self.open(path)
            colours[scheme] = self.run_script("""(() => {
                const level = (colour) => { const part = colour.match(/[0-9.]+/g).slice(0, 3).map((value) => {
                    const share = value / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
                    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
                const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                const ground = level(getComputedStyle(document.body).backgroundColor);
                return {ground, least: Math.min(...[...document.querySelectorAll('h1, td, .faint, .state, summary, a.skip')]
                    .map((part) => contrast(level(getComputedStyle(part).color), ground)))}; })()""")
            self.no_complaint(path)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        self.assertGreater(colours["light"]["ground"], 0.8)
        self.assertLess(colours["dark"]["ground"], 0.1)
        for scheme, seen in colours.items():
            self.assertGreaterEqual(seen["least"], 4.5, scheme)

    def test_hostile_names_stay_text(self):
        self.small(lambda number: f"{HOSTILE} {number}")
        for command, expect in (("drift", 2), ("plan", 0)):
            with self.subTest(command=command):
                path, text = self.report(command, expect=expect)
                self.check_page(text)
                self.assertNotIn("\u202e", text)
                self.open(path)
                self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "img, iframe, object, embed")), 0)
                shown = self.run_script("document.getElementById('syncs').textContent")
                self.assertIn("</script><script>window.hit=1</script><img src=x onerror='window.hit=1'>\"&\\u{202e} 3", shown)
                self.no_complaint(path)

    def test_without_its_script_all_is_shown(self):
        self.small()
        path, text = self.report("drift", expect=2)
        path.write_text(re.sub(r"<script>.*?</script>", "", text, flags=re.S))
        self.open(path)
        self.assertEqual(self.visible_rows(), 12)
        self.assertFalse(self.browser.find_element(By.ID, "controls").is_displayed())
        self.browser.find_element(By.CSS_SELECTOR, "tr[data-kind=changed] summary").click()
        self.assertTrue(self.browser.find_element(By.CSS_SELECTOR, "details[open] table").is_displayed())

    def test_an_injected_script_would_not_run(self):
        self.small()
        path, text = self.report("drift", expect=2)
        path.write_text(text.replace("<main>", "<main><script>window.hit=1</script><img src='http://127.0.0.1:9/x'>"))
        self.open(path)
        self.assertIsNone(self.run_script("window.hit || null"))
        complaints = " ".join(entry["message"] for entry in self.browser.get_log("browser"))
        self.assertIn("Content Security Policy", complaints)

    def test_a_page_says_when_and_of_which_commit_it_is(self):
        self.small()
        git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-C", str(self.folder)]
        said = r"Made \d{4}-\d\d-\d\d \d\d:\d\d UTC"
        self.assertRegex(self.report("plan")[1], said + "</p>")
        for words in (["init", "-q"], ["add", "syncs"], ["commit", "-q", "-m", "one"]):
            subprocess.run([*git, *words], check=True, capture_output=True)
        commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout[:12]
        for command, expect in (("plan", 0), ("drift", 2)):
            self.assertRegex(self.report(command, expect=expect)[1], f"{said} of commit {commit}</p>")
        self.write("syncs/new.yaml", "version: 1\nsyncs: {}\n")
        self.assertRegex(self.report("plan")[1], f"{said} of commit {commit}, with changes that are not committed</p>")
        (self.folder / "syncs/new.yaml").unlink()
        self.assertRegex(self.report("plan")[1], f"{said} of commit {commit}</p>")
        self.write("syncs/all.yaml", manifest(9, lambda number: f"Sync {number}"))
        self.assertRegex(self.report("plan")[1], f"{said} of commit {commit}, with changes that are not committed</p>")

    def test_field_tables_are_readable_on_narrow_screens(self):
        self.small()
        declared = json.loads(manifest(10, lambda number: f"Sync {number}"))
        declared["syncs"]["sync-1"]["operation"] = "mirror"
        declared["syncs"]["sync-2"].update(id=2, label=HOSTILE + "w" * 300)
        self.write("syncs/all.yaml", json.dumps(declared))
        self.addCleanup(self.browser.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"features": []})
        self.addCleanup(self.browser.execute_cdp_cmd, "Emulation.clearDeviceMetricsOverride", {})
        for command, expect in (("plan", 0), ("drift", 2)):
            path, _ = self.report(command, expect=expect)
            for width in (1400, 1000, 400):
                for scheme in ("light", "dark"):
                    with self.subTest(command=command, width=width, scheme=scheme):
                        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                                     {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
                        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                                     {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
                        self.open(path)
                        self.browser.find_element(By.ID, "expand").click()
                        # Nothing sticks out to the side, and no name or short value of a field is broken over lines.
                        self.assertLessEqual(self.run_script("document.documentElement.scrollWidth"),
                                             self.run_script("document.documentElement.clientWidth"))
                        names = self.run_script("""[...document.querySelectorAll('details tbody th code')]
                            .map((name) => [name.textContent, name.getClientRects().length])""")
                        self.assertIn(["operation", 1], names)
                        self.assertEqual([name for name, lines in names if lines > 1], [])
                        values = self.run_script("""[...document.querySelectorAll('details tbody td .value')]
                            .filter((value) => value.textContent.length <= 12)
                            .map((value) => [value.textContent, value.getClientRects().length])""")
                        self.assertIn(["mirror", 1], values)
                        self.assertEqual([value for value, lines in values if lines > 1], [])
                        # It is a table to a screen reader, however it is laid out.
                        roles = [node["role"]["value"] for node in self.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
                                 if not node["ignored"] and node.get("name", {}).get("value") == "operation"]
                        self.assertIn("rowheader", roles)
                        self.no_complaint(path)

    def test_a_plan_tells_its_risks_first(self):
        self.small()
        self.write("syncs/all.yaml", manifest(10, lambda number: f"Sync {number}").replace('"operation": "upsert"', '"operation": "mirror"', 1))
        path, text = self.report("plan")
        self.check_page(text)
        self.open(path)
        heads = [one.text for one in self.browser.find_elements(By.CSS_SELECTOR, "h2")]
        self.assertEqual(heads[0], "Risk", heads)
        self.assertIn("1 can take records away", self.browser.find_element(By.CSS_SELECTOR, "h2 + p").text)
        risk = self.browser.find_element(By.CSS_SELECTOR, ".risks li")
        self.assertRegex(risk.text, "^sync-1: it becomes a mirror: ")
        risk.find_element(By.CSS_SELECTOR, "a").click()
        self.assertEqual(self.run_script("location.hash"), "#s1")
        self.no_complaint(path)

    def test_plan_renders_filters_and_prints(self):
        self.speak_2021()
        self.small()
        self.write("syncs/new.yaml", manifest(1, lambda number: "New").replace("sync-1", "new").replace("model1", "model2"))
        path, text = self.report("plan")
        self.check_page(text)
        self.open(path)
        self.assertEqual(self.browser.title, "Plan for sandbox")
        self.assertEqual(self.status(), "Showing 4 of 4.")
        self.browser.find_element(By.CSS_SELECTOR, "input[value=blocked]").click()
        self.assertEqual(self.visible_rows(), 1)
        self.browser.find_element(By.ID, "expand").click()
        fields = self.run_script("[...document.querySelectorAll('tr[data-kind=create] details code')].map((one) => one.textContent)")
        self.assertIn("mappings[email].is_primary_identifier", fields)
        self.browser.find_element(By.ID, "reset").click()
        self.assertIn("Edit by hand", self.run_script("document.querySelector('tr[data-kind=blocked]').textContent"))
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#lineage a")), 4)
        self.assertRegex(self.run_script("document.body.textContent"), "censusctl apply --sandbox(=\\S+)? --auto-approve --expect sha256:[0-9a-f]{64}")
        self.assertTrue(self.print().startswith(b"%PDF"))
        self.no_complaint(path)

    def test_problems_are_shown(self):
        self.small()
        self.write("syncs/all.yaml", manifest(1, lambda number: "Sync 1").replace('"email"', '"emial"'))
        path, text = self.report("drift", expect=3)
        self.check_page(text)
        self.open(path)
        problem = self.browser.find_element(By.CSS_SELECTOR, ".problems li").text
        self.assertRegex(problem, r"^error: object 'object1' of 'Mail' has no field 'emial' field-unknown syncs/all.yaml:1:\d+\n"
                                  r"Hint: did you mean 'email'\?")
        self.no_complaint(path)

    def test_two_thousand_syncs(self):
        labels = lambda number: f"Sync {number}"
        self.write("world.yaml", json.dumps(world(SYNCS, labels, 10)))
        self.write("syncs/all.yaml", manifest(SYNCS, labels))
        start = time.monotonic()
        path, text = self.report("drift", expect=2)
        made = time.monotonic() - start
        self.assertLess(len(text), 12_000_000)
        loaded = self.open(path)
        self.assertEqual(self.status(), "Showing 2,000 of 2,000.")
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "svg.chart")), SYNCS)
        # The picture is drawn in bundles: of 7 models and 5 objects there are 35 pairs.
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#lineage .node")), 35 + 7 + 5)
        start = time.monotonic()
        self.search("sync-1999")
        self.assertEqual(self.status(), "Showing 1 of 2,000.")
        filtered = time.monotonic() - start
        self.browser.find_element(By.ID, "reset").click()
        self.browser.find_element(By.ID, "failing").click()
        self.assertEqual(self.status(), "Showing 200 of 2,000.")
        self.no_complaint(path)
        print(f"2,000 syncs: made in {made:.1f} s, {len(text) / 1e6:.1f} MB, loaded in {loaded:.1f} s, "
              f"filtered in {filtered:.2f} s")


if __name__ == "__main__":
    unittest.main()
