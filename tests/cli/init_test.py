# SPDX-License-Identifier: Apache-2.0
"""`ward init` (R13.1): what it makes works, and what is there stays."""

import json

import cli

FILES = {"ward.toml", "policy/policy.ward", "facts/office.yaml", "README.md", ".gitignore"}


class Init(cli.CliTest):
    def files(self, folder):
        root = self.folder / folder
        return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}

    def test_what_it_makes_works(self):
        done = self.ward("init", "small office", "--as-of", cli.AS_OF)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("ward check", done.stdout)
        self.assertEqual(self.files("small office"), FILES | {".github/workflows/ward.yml"})
        for arguments in (["fmt", "--check", "small office/ward.toml"], ["lint", "small office", "--deny", "warnings"],
                          ["check", "small office"], ["test", "small office"],
                          ["build", "small office", "-o", "office.wardb"]):
            done = self.ward(*arguments, *([] if arguments[0] == "fmt" else ["--as-of", cli.AS_OF]))
            self.assertEqual(done.returncode, 0, (arguments, done.stdout, done.stderr))
            self.assertNotIn("warning", done.stdout + done.stderr)
        self.assertIn('name = "small-office"', (self.folder / "small office" / "ward.toml").read_text())
        done = self.ward("eval", "office.wardb", "small office/facts/office.yaml", "--as-of", cli.AS_OF, "--format", "json")
        report = json.loads(done.stdout)
        verdicts = {one["citation"]: one["verdict"] for one in report["provisions"]}
        self.assertEqual(verdicts["house:1"], "met")
        self.assertEqual(verdicts["hipaa:164.312(b)"], "unknown")
        self.assertEqual(done.returncode, 0)

    def test_its_test_can_fail(self):
        self.ward("init", "office", "--as-of", cli.AS_OF)
        policy = self.folder / "office" / "policy" / "policy.ward"
        policy.write_text(policy.read_text().replace("expect house:1 met", "expect house:1 not_met"))
        self.assertEqual(self.ward("test", "office", "--as-of", cli.AS_OF).returncode, 1)

    def test_here(self):
        done = self.ward("init", "--name", "mine", "--ci", "none", "--format", "json")
        self.assertEqual(json.loads(done.stdout)["name"], "mine")
        self.assertEqual(self.files("."), FILES)

    def test_gitlab(self):
        self.ward("init", "office", "--ci", "gitlab")
        self.assertEqual(self.files("office"), FILES | {".gitlab-ci.yml"})

    def test_overwrites_nothing(self):
        self.write("office/policy/policy.ward", "mine\n")
        self.assert_refused(self.ward("init", "office"), "policy.ward", "nothing was written", "--force")
        self.assertEqual(self.files("office"), {"policy/policy.ward"})
        self.assertEqual((self.folder / "office/policy/policy.ward").read_text(), "mine\n")
        self.assertEqual(self.ward("init", "office", "--force").returncode, 0)
        self.assertIn("module policy", (self.folder / "office/policy/policy.ward").read_text())

    def test_refused(self):
        self.write("file", "")
        self.assert_refused(self.ward("init", "file"), "file", "is no folder")
        self.assert_refused(self.ward("init", "office", "--name", "7 up"), "--name", "`7 up`", "at most 64")
        self.assert_refused(self.ward("init", "office", "--ci", "jenkins"), "--ci")
        self.write("other/ward.toml/inside", "")
        self.assert_refused(self.ward("init", "other", "--force"), "ward.toml", "is a folder")
        self.assertFalse((self.folder / "office").exists())

    def test_names_of_folders(self):
        for folder, name in (("2026", "policy"), ("7-clinics", "clinics"), ("a" * 80, "a" * 64), ("Größe", "Gr----e")):
            done = self.ward("init", folder, "--format", "json")
            self.assertEqual(json.loads(done.stdout)["name"], name)


if __name__ == "__main__":
    cli.main()
