# SPDX-License-Identifier: Apache-2.0
"""ward fmt: what it writes, what it leaves alone, exit codes."""

import os
import stat
import subprocess

import cli
import ward_tool

UGLY = "module demo\nlet   x=1\n"
NEAT = "module demo\nlet x = 1\n"
BROKEN = "module demo\nlet   x=\n"


class Fmt(cli.CliTest):
    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def piped(self, text, *arguments):
        return subprocess.run([self.tool, "fmt", "-", *arguments], input=text, cwd=self.folder, env=ward_tool.environment(),
                              capture_output=True, text=True, timeout=60, check=False)

    def test_writes(self):
        path = self.write("a.ward", UGLY)
        path.chmod(0o640)
        done = self.ward("fmt", "a.ward")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.read("a.ward"), NEAT)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)
        self.assertIn("formatted  a.ward", done.stdout)
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.ward"])
        self.assertIn("1 file as they should be", self.ward("fmt", "a.ward").stdout)

    def test_a_link_stays_one(self):
        self.write("real.ward", UGLY)
        (self.folder / "link.ward").symlink_to("real.ward")
        self.assertEqual(self.ward("fmt", "link.ward").returncode, 0)
        self.assertTrue((self.folder / "link.ward").is_symlink())
        self.assertEqual(self.read("real.ward"), NEAT)

    def test_check_and_diff_write_nothing(self):
        self.write("a.ward", UGLY)
        done = self.ward("fmt", "--check", "a.ward")
        self.assertEqual(done.returncode, 1)
        self.assertIn("would format  a.ward", done.stdout)
        done = self.ward("fmt", "--diff", "a.ward")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "--- a.ward\n+++ a.ward\n@@ -1,2 +1,2 @@\n module demo\n-let   x=1\n+let x = 1\n")
        self.assertEqual(self.read("a.ward"), UGLY)
        self.write("a.ward", NEAT)
        self.assertEqual(self.ward("fmt", "--check", "a.ward").returncode, 0)

    def test_mistakes_are_left_alone(self):
        self.write("a.ward", BROKEN)
        self.write("b.ward", UGLY)
        done = self.ward("fmt", ".")
        self.assertEqual(done.returncode, 2)
        self.assertEqual((self.read("a.ward"), self.read("b.ward")), (BROKEN, NEAT))
        self.assertIn("error WARD1201", done.stderr)
        self.assertIn("left alone  a.ward", done.stdout)

    def test_standard_input(self):
        done = self.piped(UGLY)
        self.assertEqual((done.returncode, done.stdout), (0, NEAT))
        done = self.piped(BROKEN)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("<stdin>:2:9", done.stderr)
        self.assertEqual(self.piped(UGLY, "--check").returncode, 1)
        self.assertIn("-let   x=1\n+let x = 1\n", self.piped(UGLY, "--diff").stdout)
        self.assertEqual(self.ward("fmt", "-", "a.ward").returncode, 2)

    def test_a_project_has_its_source_folders(self):
        self.write("ward.toml", cli.MANIFEST + 'sources = ["policy"]\n')
        self.write("policy/demo.ward", UGLY)
        self.write("policy/.hidden/x.ward", UGLY)
        self.write("other/x.ward", UGLY)
        self.assertEqual(self.ward("fmt").returncode, 0)
        self.assertEqual(self.read("policy/demo.ward"), NEAT)
        self.assertEqual(self.read("policy/.hidden/x.ward"), UGLY)
        self.assertEqual(self.read("other/x.ward"), UGLY)

    def test_json(self):
        self.write("a.ward", UGLY)
        self.write("b.ward", NEAT)
        self.write("c.ward", BROKEN)
        document = cli.json.loads(self.ward("fmt", ".", "--check", "--format", "json").stdout)
        self.assertEqual(document, {"schema_version": 1, "files": 3, "written": False, "changed": ["a.ward"], "failed": ["c.ward"]})

    def test_bad_input(self):
        self.assert_refused(self.ward("fmt"), "ward.toml")
        self.assert_refused(self.ward("fmt", "nowhere.ward"), "nowhere.ward")
        self.write("a.ward", b"\xff\xfe")
        self.assert_refused(self.ward("fmt", "a.ward"), "UTF-8")
        self.write("empty.ward", "")
        self.assertEqual(self.ward("fmt", "empty.ward").returncode, 0)


if __name__ == "__main__":
    cli.main()
