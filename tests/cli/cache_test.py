# SPDX-License-Identifier: Apache-2.0
"""The cache of ward check: it says what the compiler says, or nothing."""

import hashlib
import os
import re
import subprocess

import cli
import ward_tool


class Cache(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project()
        self.cache = self.folder / "cache"
        self.entries = self.cache / "ward" / "check"

    def check(self, *arguments, **environment):
        done = subprocess.run([self.tool, "check", *arguments, "--as-of", cli.AS_OF], cwd=self.folder, capture_output=True, text=True, timeout=60, check=False,
                              env={**ward_tool.environment(), "XDG_CACHE_HOME": str(self.cache), **environment})
        # Two things a run says of itself: how long it took, and how many proofs it did not make again.
        said = re.sub(r"\d+\.\d\d s$", "T s", done.stdout, flags=re.M)
        return re.sub(r'"cached": \d+', '"cached": N', said), done.stderr, done.returncode

    def kept(self):
        return sorted(path for path in self.entries.iterdir()) if self.entries.exists() else []

    def poison(self):
        """Changes what is kept, with a hash that fits: a hit shows in the output."""
        [entry] = self.kept()
        lines = entry.read_bytes().split(b"\n", 4)
        text = b"from the cache\n"
        part = lines[2] + b" " + text
        lines[3] = hashlib.sha256(len(part).to_bytes(8, "little") + part).hexdigest().encode()
        entry.write_bytes(b"\n".join([*lines[:4], text]))

    def test_the_same_words(self):
        for arguments in ((), ("--format", "json"), ("--color", "always"), ("--profile", "none")):
            first = self.check(*arguments)
            self.assertEqual(self.check(*arguments), first)
            # Only how many answers were remembered may differ.
            anew = self.check(*arguments, "--no-cache")
            self.assertEqual(re.sub(r'"cached": \d+', '"cached": N', anew[0]), re.sub(r'"cached": \d+', '"cached": N', first[0]))
            self.assertEqual(anew[1:], first[1:])
        for broken in (cli.POLICY.replace("covers act:3", "covers act:33"), cli.POLICY.replace("module demo", "modul demo")):
            self.write("demo.ward", broken)
            first = self.check()
            self.assertNotEqual(first[2], 0, first)
            self.assertEqual(self.check(), first)

    def test_a_hit_is_one(self):
        self.check()
        self.assertEqual(len(self.kept()), 1)
        self.poison()
        self.assertIn("from the cache", self.check()[0])
        self.assertNotIn("from the cache", self.check("--no-cache")[0])

    def test_whatever_changes_is_seen(self):
        def changed(what):
            said = self.check()[0]
            self.assertNotIn("from the cache", said, what)
            return said
        self.check()
        self.poison()
        self.write("demo.ward", cli.POLICY + "// another\n")
        changed("a source")
        self.write("demo.ward", cli.POLICY)
        self.assertIn("from the cache", self.check()[0])
        self.write("demo/demo.ward", "module demo\n")
        self.assertIn("WARD4", changed("a second file of one module"))
        (self.folder / "demo" / "demo.ward").unlink()
        self.assertIn("from the cache", self.check()[0])
        self.write("ward.toml", cli.MANIFEST.replace("release = 3", "release = 4"))
        changed("the manifest")
        self.write("ward.toml", cli.MANIFEST)
        for arguments in (("--format", "json"), ("--color", "always"), (".",), ("--profile", "none")):
            self.assertNotIn("from the cache", self.check(*arguments)[0], arguments)
        other = self.folder / "library"
        other.mkdir()
        self.assertNotIn("from the cache", self.check(WARD_STDLIB=str(other))[0])
        self.assertEqual(self.check(WARD_STDLIB=str(self.folder / "nowhere"))[2], 2)

    def test_what_is_not_whole_is_nothing(self):
        first = self.check()
        [entry] = self.kept()
        whole = entry.read_bytes()
        for damaged in (b"", whole[:40], whole[:-3], whole + b"x", whole.replace(b"nothing found", b"nothing  ound"), b"\x00" * 5000):
            entry.write_bytes(damaged)
            self.assertEqual(self.check(), first)
            self.assertEqual(entry.read_bytes(), whole, "it is written anew")

    def test_only_in_a_folder_of_ones_own(self):
        first = self.check()
        self.poison()
        self.entries.chmod(0o777)
        self.assertEqual(self.check(), first)
        self.entries.chmod(0o700)
        self.assertIn("from the cache", self.check()[0])

    def test_does_not_grow_without_end(self):
        self.check()
        [entry] = self.kept()
        for i in range(300):
            old = self.entries / f"{i:064x}"
            old.write_bytes(b"old")
            os.utime(old, (i, i))
        self.write("demo.ward", cli.POLICY + "// another\n")
        self.check()
        self.assertLessEqual(len(self.kept()), 256)
        self.assertIn(entry, self.kept(), "the oldest go first")

    def test_nowhere_to_keep_it(self):
        self.cache.write_text("a file")
        self.assertEqual(self.check()[2], 0)
        self.assertEqual(self.check(XDG_CACHE_HOME="", HOME="")[2], 0)


if __name__ == "__main__":
    cli.main()
