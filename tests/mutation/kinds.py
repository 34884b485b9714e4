# SPDX-License-Identifier: Apache-2.0
"""Kinds of defects that an author could make, each a way to find its sites in a text and to spoil one."""

import re


class Site:
    """What stands at [start, end) of a file, and what a defect puts there. `extra` goes to the file's end."""

    def __init__(self, start, end, new, extra=""):
        self.start, self.end, self.new, self.extra = start, end, new, extra


def code(text):
    """The text with strings and comments blanked out, so that offsets stay."""
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*', lambda m: re.sub(r"[^\n]", "\0", m[0]), text)


def blocks(text, keyword):
    """(start, end) of every declaration that begins with the keyword, by its braces."""
    bare = code(text)
    for found in re.finditer(rf"^{keyword}\b", bare, re.M):
        depth, at = 0, bare.index("{", found.start())
        for at in range(at, len(bare)):
            depth += {"{": 1, "}": -1}.get(bare[at], 0)
            if depth == 0:
                break
        yield found.start(), at + 1


CLAUSES = ("pillar|owner|effort|cost|applies|implemented|parameter|evidence|covers|aligns|maturity|trusted|let|under|needs|in|due|says|"
           "element|decided|requires|from|binds|source|gap|vacated|replaces")


def expressions(text, keyword, heads):
    """(start, end) of the expression behind each of the heads (`implemented when`) in each such declaration."""
    bare = code(text)
    for begin, end in blocks(text, keyword):
        for head in re.finditer(rf"(?:{heads})(?=\s)", bare[begin:end]):
            start = begin + head.end()
            stop = re.search(rf"\n\s*(?:{CLAUSES})\b(?!\s+(?:today|and|or))|\n\}}", bare[start:end])
            yield start, start + (stop.start() if stop else end - start)


CONTROL = ("control", "implemented when")
LAW = ("provision", "decided by|requires")
BOTH = (CONTROL, LAW)


def inside(text, places, pattern):
    """Matches of the pattern in code, within the expressions of the places."""
    bare = code(text)
    for keyword, heads in places:
        for start, end in expressions(text, keyword, heads):
            for found in re.compile(pattern, re.S).finditer(bare, start, end):
                yield found


def replaced(text, places, pattern, new):
    for found in inside(text, places, pattern):
        replacement = new(found) if callable(new) else found.expand(new)
        if replacement is not None:
            yield Site(found.start(), found.end(), replacement)


def operands(text, places, word):
    """Each ` and x` (or ` or x`) that can be taken out: to the end of x at its own depth."""
    bare = code(text)
    for keyword, heads in places:
        for start, end in expressions(text, keyword, heads):
            for found in re.compile(rf"\s+{word}\s+").finditer(bare, start, end):
                depth, at = 0, found.end()
                while at < end:
                    c = bare[at]
                    if c in "([{":
                        depth += 1
                    elif c in ")]}":
                        if depth == 0:
                            break
                        depth -= 1
                    elif depth == 0 and re.compile(rf"\s+(?:and|or|implies|satisfies|where)\s").match(bare, at):
                        break
                    at += 1
                yield found.start(), at


def dropped_conjunct(text):
    return (Site(a, b, "") for a, b in operands(text, (CONTROL,), "and"))


def dropped_conjunct_of_law(text):
    return (Site(a, b, "") for a, b in operands(text, (LAW,), "and"))


def dropped_alternative(text):
    return (Site(a, b, "") for a, b in operands(text, BOTH, "or"))


def bound(text, places, factor):
    def other(found):
        number = int(found[2].replace("_", ""))
        return f"{found[1]}{max(0, factor(number, found[1]))}{found[3]}"
    return replaced(text, places, r"([<>]=? )(\d[\d_]*)( (?:days?|months?|years?|weeks?|minutes?|hours?)|%)", other)


def weaker_bound(text):
    return bound(text, (CONTROL,), lambda n, op: n - 1 if op.startswith(">") else n + 1)


def stronger_bound_of_law(text):
    return bound(text, (LAW,), lambda n, op: n + 1 if op.startswith(">") else n - 1)


def weaker_bound_of_law(text):
    return bound(text, (LAW,), lambda n, op: n - 1 if op.startswith(">") else n + 1)


def swapped_comparison(text):
    return replaced(text, BOTH, r" (<=|>=|==|!=) ", lambda m: {"<=": " >= ", ">=": " <= ", "==": " != ", "!=": " == "}[m[1]])


def looser_count(text):
    return replaced(text, BOTH, r"== 0\b", "<= 1")


def dropped_element(text):
    bare = code(text)
    for begin, end in blocks(text, "provision"):
        places = [m.start() + begin for m in re.finditer(r"^  element ", bare[begin:end], re.M)] + [end - 1]
        for a, b in zip(places, places[1:]):
            yield Site(a, b, "")


def dropped_filter(text):
    for found in inside(text, BOTH, r"\s+where\s.*?(?=\s+satisfies\s)"):
        if found[0].count("(") == found[0].count(")"):
            yield Site(found.start(), found.end(), "")


def any_all_swap(text):
    return replaced(text, BOTH, r"\b(every|some)(?= \w+ in )", lambda m: {"every": "some", "some": "every"}[m[1]])


def wrong_designation(text):
    return replaced_anywhere(text, r"^(provision \S+) (required|addressable)\b", lambda m: m[1] + " " + {"required": "addressable", "addressable": "required"}[m[2]])


def replaced_anywhere(text, pattern, new):
    for found in re.compile(pattern, re.M).finditer(code(text)):
        yield Site(found.start(), found.end(), new(found))


def renumbered_citation(text):
    """`covers` of the neighbour: the last paragraph one further or one back."""
    further = {"i": "ii", "ii": "i", "iii": "ii", "iv": "iii", "A": "B", "B": "A", "C": "B", "D": "C", "E": "D",
               "1": "2", "2": "1", "3": "2", "4": "3", "8": "7", "a": "b", "b": "c", "c": "b", "d": "c", "e": "d"}
    for found in re.compile(r"^(  covers hipaa:\S*\()(\w+)\)(?=\.\{|$)", re.M).finditer(code(text)):
        if found[2] in further:
            yield Site(found.start(), found.end(), f"{found[1]}{further[found[2]]})")


def shifted_date(text):
    return replaced_anywhere(text, r"(?<=[ ,])(20\d\d)-(\d\d)-(\d\d)(?=[ ,\n])", lambda m: f"{int(m[1]) + 1}-{m[2]}-{m[3]}" if text[:m.start()].rfind("\nprovision ") >= 0 else m[0])


def dropped_need(text):
    return replaced_anywhere(text, r"^  needs [^\n]*\n", lambda m: "")


def dropped_negation(text):
    return replaced(text, BOTH, r"\bnot (?=\w+[.(])(?!none)", "")


def and_or_swap(text):
    """Inside one parenthesis that holds nothing but one kind of them."""
    for found in inside(text, BOTH, r"\(([^()]*)\)"):
        if re.search(r"\sor\s", found[1]) and not re.search(r"\sand\s", found[1]):
            yield Site(found.start(), found.end(), "(" + re.sub(r"\sor\s", " and ", text[found.start() + 1:found.end() - 1]) + ")")
        elif re.search(r"\sand\s", found[1]) and not re.search(r"\sor\s", found[1]) and "where" not in found[1]:
            yield Site(found.start(), found.end(), "(" + re.sub(r"\sand\s", " or ", text[found.start() + 1:found.end() - 1]) + ")")


def wrong_unit(text):
    swap = {"days": "months", "months": "days", "years": "days", "day": "month", "month": "day", "minutes": "days"}
    return replaced(text, BOTH, r"(\d+) (days|months|years|day|month|minutes)\b", lambda m: f"{m[1]} {swap[m[2]]}")


def misspelt_fact(text):
    return replaced(text, BOTH, r"\b([a-z_]+\.[a-z_]{5,})\b(?![.(])", lambda m: m[1][:-2] + m[1][-1] + m[1][-2] if m[1][-1] != m[1][-2] else None)


def dropped_binds(text):
    return replaced_anywhere(text, r"^  binds [^\n]*\n", lambda m: "")


def dropped_due_of_role(text):
    return replaced_anywhere(text, r", 20\d\d-\d\d-\d\d for \w+", lambda m: "")


def practice_as_text(text):
    return replaced_anywhere(text, r"(?<=    from )(practice|guidance|enforcement)\b", lambda m: "text")


def text_as_practice(text):
    return replaced_anywhere(text, r"(?<=    from )text\b", lambda m: "practice")


def floor_as_decision(text):
    return replaced_anywhere(text, r"(?<=^    )requires\b", lambda m: "decided by")


def dropped_cover(text):
    return replaced_anywhere(text, r"^  covers [^\n]*\n", lambda m: "")


def certificate_behind_or(text):
    """A certificate of a framework beside what is asked."""
    extra = ('\nauthority probe_mark "A mark" { force framework source "made up for this test" }\n'
             'facts probe_mark { held : bool "Is the mark held?" supplied by probe_mark }\n')
    for keyword, heads in (CONTROL,):
        for start, end in expressions(text, keyword, heads):
            yield Site(start, end, " (" + text[start:end].strip() + ")\n    or probe_mark.held", extra)


def contradictory_bound(text):
    """The opposite of one comparison, added to the same clause."""
    opposite = {"<=": ">", ">=": "<", "==": "!=", "<": ">=", ">": "<="}
    bare = code(text)
    for keyword, heads in (CONTROL,):
        for start, end in expressions(text, keyword, heads):
            depth_free = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", lambda m: "\0" * len(m[0]), bare[start:end])
            for found in re.finditer(r"(?<=and )([a-z_]+\.[a-z_.]+) (<=|>=|==|<|>) ([\w.]+(?: (?:days?|months?|years?))?)", depth_free):
                yield Site(end, end, f"\n    and {found[1]} {opposite[found[2]]} {found[3]}")


def widened_excuse(text):
    """What a control or law applies to, narrowed to nothing that matters: `applies when` negated."""
    bare = code(text)
    for keyword in ("control", "provision"):
        for start, end in expressions(text, keyword, "applies when"):
            if bare[start:end].strip():
                yield Site(start, end, " not (" + text[start:end].strip() + ")")


def dropped_applies(text):
    bare = code(text)
    for keyword in ("control", "provision"):
        for begin, end in blocks(text, keyword):
            for found in re.finditer(r"^  applies when ", bare[begin:end], re.M):
                start = begin + found.start()
                stop = re.search(rf"\n  (?:{CLAUSES})\b", bare[start + 3:end])
                if stop:
                    yield Site(start, start + 3 + stop.start() + 1, "")


KINDS = (weaker_bound, stronger_bound_of_law, weaker_bound_of_law, swapped_comparison, looser_count, dropped_conjunct, dropped_conjunct_of_law,
         dropped_alternative, dropped_element, dropped_filter, any_all_swap, wrong_designation, renumbered_citation, shifted_date, dropped_need,
         dropped_negation, and_or_swap, wrong_unit, misspelt_fact, dropped_binds, dropped_due_of_role, practice_as_text, text_as_practice,
         floor_as_decision, dropped_cover, certificate_behind_or, contradictory_bound, widened_excuse, dropped_applies)
