# SPDX-License-Identifier: Apache-2.0
"""`ward eval --unit`: an organization judged by its units, the worst verdict counts (R3.21)."""

import json
import subprocess

import cli

SHARED = '''organization: Example House
as_of: 2026-11-10
office: { locked: true, lock: card, staff: 4, trained: 97%, checked: 2026-10-01 }
'''
COMPLETE = "complete: [ { table: machines, by: office manager, on: 2026-11-01 } ]\n"
CLINIC = COMPLETE + "as_of: 2026-11-10\nmachines: [ { id: a, ephi: true, locked: true, patched: none } ]\n"
LAB = COMPLETE + "as_of: 2026-11-10\nmachines: [ { id: b, ephi: true, locked: false, patched: none } ]\n"


class Units(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.bundle()
        for name, content in (("org.yaml", SHARED), ("clinic.yaml", CLINIC), ("lab.yaml", LAB),
                              ("dark.yaml", "as_of: 2026-11-10\n")):
            self.write(name, content)

    def whole(self, *units):
        done = self.eval("org.yaml", *(part for unit in units for part in ("--unit", unit)), "--format", "json")
        return json.loads(done.stdout), done

    def test_the_worst_counts(self):
        # act:2 rests on the machines: locked in the clinic, open in the lab, not answered in the dark.
        for units, verdict, code in ((["clinic=clinic.yaml"], "met", 0),
                                     (["clinic=clinic.yaml", "dark=dark.yaml"], "unknown", 0),
                                     (["dark=dark.yaml", "clinic=clinic.yaml", "lab=lab.yaml"], "not_met", 1)):
            whole, done = self.whole(*units)
            found = {one["citation"]: one["verdict"] for one in whole["provisions"]}
            self.assertEqual(found, {"act:1": "met", "act:2": verdict, "act:3": "met", "frame:1": "met"}, units)
            self.assertEqual(done.returncode, code)
            [act] = [one for one in whole["authorities"] if one["name"] == "act"]
            self.assertEqual(act["met"] + act["not_met"] + act["unknown"], 3)
            self.assertEqual(act["not_judged"], 1)
            self.assertEqual(act[verdict], 3 if verdict == "met" else 1)

    def test_each_unit_is_judged_by_itself(self):
        whole, _ = self.whole("clinic=clinic.yaml", "lab=lab.yaml")
        [act2] = [one for one in whole["provisions"] if one["citation"] == "act:2"]
        self.assertEqual(act2["units"], [{"unit": "clinic", "verdict": "met"}, {"unit": "lab", "verdict": "not_met"}])
        reports = {one["unit"]: one["report"] for one in whole["reports"]}
        alone, _ = self.report("org.yaml", "lab.yaml")
        self.assertEqual(reports["lab"], alone)

    def test_unknown_fails_on_request(self):
        done = self.eval("org.yaml", "--unit", "clinic=clinic.yaml", "--unit", "dark=dark.yaml", "--fail-on", "unknown")
        self.assertEqual(done.returncode, 1)

    def test_text_names_the_units(self):
        done = self.eval("org.yaml", "--unit", "clinic=clinic.yaml", "--unit", "lab=lab.yaml")
        self.assertIn("in 2 units: clinic, lab", done.stdout)
        self.assertIn("met in clinic, not met in lab", done.stdout)
        self.assertIn("UNIT lab", done.stdout)

    def test_json_is_valid_by_its_schema(self):
        _, done = self.whole("clinic=clinic.yaml", "lab=lab.yaml")
        path = self.write("units.json", done.stdout)
        schema = cli.ROOT / "compiler" / "tools" / "ward" / "units.schema.json"
        checked = subprocess.run(["node", cli.ROOT / "tests" / "support" / "validate_json.js", schema, path], capture_output=True, text=True)
        if checked.returncode == 77:
            self.skipTest(checked.stderr.strip())
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_bad_units(self):
        self.assert_refused(self.eval("org.yaml", "--unit", "lab"), "--unit lab", "write a name and its files")
        self.assert_refused(self.eval("org.yaml", "--unit", "lab=lab.yaml", "--unit", "lab=dark.yaml"), "a second unit of that name")
        self.assert_refused(self.eval("org.yaml", "--unit", "lab=nowhere.yaml"), "nowhere.yaml", "there is no such file")
        # The organization and a unit may not contradict each other.
        self.write("other.yaml", "office: { locked: false }\n")
        self.assert_refused(self.eval("org.yaml", "--unit", "lab=other.yaml"), "other.yaml:1", "org.yaml:3")


if __name__ == "__main__":
    cli.main()
