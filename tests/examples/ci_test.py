# SPDX-License-Identifier: Apache-2.0
"""examples/ci: the commands of each pipeline run on a project that is fine and on ones that are not.

    ci_test.py --tool WARD
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import ward_tool  # noqa: E402

try:
    import yaml
except ImportError:
    print("no python3-yaml here: ./dev setup installs it")
    sys.exit(77)

CI = ROOT / "examples" / "ci"
MANIFEST = '[package]\nname = "office"\nrelease = 1\nversion = "1"\nroot = "office"\n'
POLICY = '''module office as of 2026-11-22

authority act "The Door Act, an example" {
  force  law
  binds  all
  source "Door Act, edition of 2020"
}

provision act:1 "Doors" {
  in force from 2020-01-01
  says "Lock the outer doors at night."
}

facts doors {
  locked : bool "Are the outer doors locked at night?"
}

/// Nobody walks in at night.
control doors.locked "Outer doors are locked" {
  implemented when doors.locked
  evidence round_log "Log of the evening round" fresh for 30 days
  covers act:1
}

test "doors" {
  given { doors.locked = true }
  case "locked" { expect act:1 met }
  case "open" {
    with { doors.locked = false }
    expect act:1 not_met
  }
}
'''
UGLY = POLICY.replace("implemented when doors.locked", "implemented   when doors.locked")
UNWISE = POLICY.replace(" fresh for 30 days", "")
WRONG = POLICY.replace("covers act:1", "covers act:2")
FAILING = POLICY.replace('"locked" { expect act:1 met }', '"locked" { expect act:1 not_met }')
FACTS = "organization: Example Office\ndoors:\n  locked: {}\n"
TOOL = ""


class Pipelines(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ward_ci_"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        (self.bin / "ward").symlink_to(TOOL)
        self.repo = self.folder / "repo"
        self.repo.mkdir()

    def project(self, policy=POLICY, locked="true"):
        (self.repo / "ward.toml").write_text(MANIFEST, encoding="utf-8")
        (self.repo / "office.ward").write_text(policy, encoding="utf-8")
        (self.repo / "facts").mkdir(exist_ok=True)
        (self.repo / "facts" / "office.yaml").write_text(FACTS.format(locked), encoding="utf-8")

    def environment(self, **more):
        out = ward_tool.environment()
        out.update({"PATH": f"{self.bin}:{out['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more})
        return out

    def run_in_repo(self, command, **environment):
        return subprocess.run(command, cwd=self.repo, env=self.environment(**environment), capture_output=True, text=True,
                              timeout=120, check=False)

    # GitHub

    def action(self, **inputs):
        """The steps of the composite action as the runner does them: exit code and output by name."""
        action = yaml.safe_load((CI / "github" / "action.yml").read_text(encoding="utf-8"))
        self.assertEqual(action["runs"]["using"], "composite")
        values = {name: inputs.get(name, one.get("default", "")) for name, one in action["inputs"].items()}
        def expand(text):
            return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: values[match[1]], text)
        done, failed = {}, False
        for step in action["runs"]["steps"]:
            condition = step.get("if", "success()")
            self.assertIn(condition, ("success()", "always()", "inputs.facts != ''"))
            if condition == "inputs.facts != ''" and not values["facts"]:
                continue
            if failed and condition != "always()":
                continue
            self.assertEqual(step["shell"], "bash")
            environment = {name: expand(value) for name, value in step.get("env", {}).items()}
            ran = self.run_in_repo(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], **environment)
            done[step["name"]] = ran
            failed = failed or ran.returncode != 0
        return done

    def test_action_passes(self):
        self.project()
        done = self.action(facts="facts/office.yaml")
        self.assertEqual({name: ran.returncode for name, ran in done.items()},
                         dict.fromkeys(("Format", "Lint", "Check", "Test", "Judge", "Findings for code scanning"), 0), done)
        self.assertEqual(json.loads((self.repo / "ward.sarif").read_text(encoding="utf-8"))["runs"][0]["results"], [])
        root = xml.etree.ElementTree.parse(self.repo / "ward-tests.xml").getroot()
        self.assertEqual(root.get("tests"), "2")

    def test_action_fails_where_it_should(self):
        for policy, step, said in ((UGLY, "Format", "would format  office.ward"), (UNWISE, "Lint", "title=WARD6008::"),
                                   (WRONG, "Lint", "title=WARD2014::"), (FAILING, "Test", "")):
            with self.subTest(step):
                self.project(policy)
                done = self.action()
                self.assertEqual([name for name, ran in done.items() if ran.returncode != 0], [step], done)
                self.assertIn(said, done[step].stdout)
                results = json.loads((self.repo / "ward.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
                self.assertEqual(bool(results), policy is WRONG)

    def test_action_judges_and_knows(self):
        self.project(locked="false")
        done = self.action(facts="facts/office.yaml")
        self.assertEqual(done["Judge"].returncode, 1)
        self.assertIn("::error file=facts/office.yaml,line=3,title=verdict-not-met::act:1", done["Judge"].stdout)
        self.run_in_repo(["ward", "eval", ".", "facts/office.yaml", "--write-baseline", "known.json"])
        done = self.action(facts="facts/office.yaml", baseline="known.json")
        self.assertEqual(done["Judge"].returncode, 0, done["Judge"])

    def test_workflow_uses_the_action(self):
        workflow = yaml.safe_load((CI / "github" / "workflow.yml").read_text(encoding="utf-8"))
        [job] = workflow["jobs"].values()
        [step] = [step for step in job["steps"] if step.get("uses") == "./.github/actions/ward"]
        action = yaml.safe_load((CI / "github" / "action.yml").read_text(encoding="utf-8"))
        self.assertLessEqual(set(step["with"]), set(action["inputs"]))
        [install] = [step["run"] for step in job["steps"] if step.get("name") == "Install Ward"]
        done = subprocess.run(["bash", "-n"], input=install, text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("./dev build release", install)

    # GitLab

    def gitlab(self):
        jobs = yaml.safe_load((CI / "gitlab" / "ward.gitlab-ci.yml").read_text(encoding="utf-8"))
        done = {}
        for name, job in jobs.items():
            if name.startswith("."):
                continue
            self.assertEqual(job["extends"], ".ward")
            codes = []
            for line in job["script"]:
                codes.append(self.run_in_repo(["bash", "-eo", "pipefail", "-c", line]).returncode)
            for artifact in job.get("artifacts", {}).get("reports", {}).values():
                self.assertTrue((self.repo / artifact).read_text(encoding="utf-8"))
            done[name] = codes
        return done

    def test_gitlab(self):
        for policy, failing in ((POLICY, []), (UGLY, ["ward:format"]), (UNWISE, ["ward:quality"]), (FAILING, ["ward:test"]),
                                (WRONG, ["ward:quality", "ward:check", "ward:test"])):
            self.project(policy)
            done = self.gitlab()
            self.assertEqual([name for name, codes in done.items() if any(codes)], failing)
            issues = json.loads((self.repo / "gl-code-quality-report.json").read_text(encoding="utf-8"))
            self.assertEqual(bool(issues), "ward:quality" in failing)
            xml.etree.ElementTree.parse(self.repo / "ward-tests.xml")

    # git

    def git(self, *arguments):
        return self.run_in_repo(["git", "-c", "user.name=Example", "-c", "user.email=example@example.org", *arguments])

    def test_hook(self):
        self.git("init", "-q")
        hook = self.repo / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        shutil.copy(CI / "git" / "pre-commit", hook)
        self.assertTrue(os.access(hook, os.X_OK))
        self.project()
        self.git("add", ".")
        done = self.git("commit", "-qm", "fine")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for policy, said in ((UGLY, "run `ward fmt`"), (UNWISE, "WARD6008"), (WRONG, "WARD2014")):
            self.project(policy)
            self.git("add", ".")
            # What lies in the folder is fine again; what is staged is not.
            self.project()
            done = self.git("commit", "-qm", "bad")
            self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
            self.assertIn(said, done.stdout + done.stderr)
        self.git("reset", "-q", "--hard")
        # The other way round: what is not staged is nobody's business, and neither is a commit without policy.
        (self.repo / "notes.txt").write_text("x\n", encoding="utf-8")
        self.project(WRONG)
        self.git("add", "notes.txt")
        self.assertEqual(self.git("commit", "-qm", "notes").returncode, 0)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "--tool":
        print("usage: ci_test.py --tool WARD", file=sys.stderr)
        sys.exit(2)
    TOOL = str(pathlib.Path(sys.argv[2]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
