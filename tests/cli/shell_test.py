# SPDX-License-Identifier: Apache-2.0
"""Completion and manual: made of the options that the program parses (R16.1), and they work in the shells that are here."""

import re
import shutil
import subprocess
import unittest

import cli


class Shell(cli.CliTest):
    def commands(self):
        """Every command by its words, with the options that its --help names."""
        found = {}
        open_ones = [[]]
        while open_ones:
            words = open_ones.pop()
            text = self.ward(*words, "--help").stdout
            columns = re.findall(r"^  (-\S+)", text, re.M)
            found[tuple(words)] = {name for column in columns for name in column.split(",")}
            below = text.split("Subcommands:\n")
            if len(below) > 1:
                open_ones += [[*words, name] for name in re.findall(r"^  (\w+)", below[1], re.M)]
        return found

    def completion(self, shell):
        done = self.ward("completion", shell)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.write(f"ward.{shell}", done.stdout)
        return done.stdout

    def run_shell(self, *command):
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60,
                              check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        return done.stdout.split("\n")[:-1]

    def bash(self, *words):
        """What bash offers for the last of the words."""
        typed = " ".join(f"'{word}'" for word in words)
        return self.run_shell("bash", "--norc", "-c",
                              f"source ward.bash; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _ward; "
                              'for each in "${COMPREPLY[@]}"; do echo "$each"; done')

    def test_everything_is_in_it(self):
        commands = self.commands()
        self.assertGreater(len(commands), 22)
        self.assertIn(("facts", "template"), commands)
        bash, zsh, fish = (self.completion(shell) for shell in ("bash", "zsh", "fish"))
        for words, options in commands.items():
            self.assertIn("--help", options, words)
            path = " ".join(words)
            block = bash.split(f"    '{path}')\n", 1)[1].split("\n      ;;\n", 1)[0]
            offered = set(re.search(r"options='(.*)'", block).group(1).split())
            self.assertEqual(offered - {"-h"}, options - {"-h"}, words)
            function = "_ward" + "".join("_" + word for word in words) + "() {"
            self.assertIn(function, zsh)
            body = zsh.split(function, 1)[1].split("\n}\n", 1)[0]
            for option in options - {"-h"}:
                self.assertRegex(body, rf"'\*?{option}\[", words)
                kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
                self.assertRegex(fish, rf"__ward_at .*{re.escape(path)}.* {kind}\b")

    def test_bash_completes(self):
        self.completion("bash")
        self.write("clinic.yaml", "")
        self.assertEqual(self.bash("ward", "che"), ["check"])
        self.assertEqual(set(self.bash("ward", "c")), {"check", "clock", "crosswalk", "compare", "completion"})
        self.assertEqual(self.bash("ward", "facts", "temp"), ["template"])
        self.assertEqual(self.bash("ward", "diff", "--fail"), ["--fail-on"])
        self.assertEqual(self.bash("ward", "check", "--format", "sa"), ["sarif"])
        self.assertEqual(self.bash("ward", "check", "--format", "=", "sa"), ["sarif"])
        self.assertEqual(self.bash("ward", "check", "--color", ""), ["auto", "always", "never"])
        self.assertEqual(self.bash("ward", "completion", ""), ["bash", "zsh", "fish"])
        self.assertEqual(self.bash("ward", "eval", "demo.wardb", "cli"), ["clinic.yaml"])
        self.assertEqual(self.bash("ward", "build", "--output", "cli"), ["clinic.yaml"])

    @unittest.skipUnless(shutil.which("zsh"), "there is no zsh")
    def test_zsh_reads_it(self):
        self.completion("zsh")
        self.assertEqual(self.run_shell("zsh", "-n", "ward.zsh"), [])
        said = self.run_shell("zsh", "-f", "-c", "autoload -U compinit; compinit -D -u; source ./ward.zsh; echo $_comps[ward]")
        self.assertEqual(said, ["_ward"])

    @unittest.skipUnless(shutil.which("fish"), "there is no fish")
    def test_fish_completes(self):
        self.completion("fish")
        for typed, wanted in (("ward che", ["check"]), ("ward facts temp", ["template"]),
                              ("ward check --format sar", ["sarif"]), ("ward diff --fail", ["--fail-on"])):
            said = self.run_shell("fish", "--no-config", "-c", f"source ward.fish; complete -C '{typed}'")
            self.assertEqual([line.split("\t")[0] for line in said], wanted, typed)

    def test_manual(self):
        (self.folder / "man1").mkdir()
        self.assertEqual(self.ward("manual", "--all", "man1").returncode, 0)
        commands = self.commands()
        self.assertEqual({path.name for path in (self.folder / "man1").iterdir()},
                         {"-".join(("ward", *words)) + ".1" for words in commands})
        for words, options in commands.items():
            path = self.folder / "man1" / ("-".join(("ward", *words)) + ".1")
            text = path.read_text()
            self.assertEqual(text, self.ward("manual", *words).stdout)
            for option in options:
                self.assertIn("\\fB" + option.replace("-", "\\-") + "\\fR", text, path.name)
            self.assertIn(".SH EXIT STATUS", text, path.name)
            self.assertIn(".SH EXAMPLES", text, path.name)
        self.assert_refused(self.ward("manual", "nothing"), "ward-nothing")

    @unittest.skipUnless(shutil.which("groff"), "there is no groff")
    def test_groff_finds_nothing_wrong(self):
        (self.folder / "man1").mkdir()
        self.ward("manual", "--all", "man1")
        for path in sorted((self.folder / "man1").iterdir()):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", str(path)], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), path.name)
        shown = subprocess.run(["groff", "-man", "-Tutf8", str(self.folder / "man1" / "ward-diff.1")], stdout=subprocess.PIPE,
                               text=True, timeout=60, check=True).stdout
        plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", shown)
        for part in ("WARD-DIFF(1)", "--fail-on WHAT,...", "ward diff ../main . --fail-on weaker,coverage", "0 compared"):
            self.assertIn(part, plain)


if __name__ == "__main__":
    cli.main()
