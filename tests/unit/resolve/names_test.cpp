// SPDX-License-Identifier: Apache-2.0
#include "unit/resolve/phases.h"

#include <map>

using namespace ward::test;
using namespace ward;

namespace {

/// Several modules; the first is the root.
struct Modules : Checked {
  resolve::Declarations decls;

  explicit Modules(const std::vector<std::pair<std::string, std::string>>& modules) {
    const auto parsed = [&](const std::string& name, const std::string& text) {
      return parse::parse(sources, sources.add(name, text), {}, arena, sink);
    };
    resolve::Input input;
    input.root = parsed(modules[0].first, modules[0].second);
    input.sources = &sources;
    input.find = [&](std::string_view name, source::Span) -> const syntax::File* {
      for (const auto& [each, text] : modules)
        if (each == name)
          return parsed(each, text);
      return nullptr;
    };
    decls = resolve::resolve(input, sink);
  }
  std::string order() const {
    std::string out;
    for (const model::Module& module : decls.model.modules)
      out += module.name + " ";
    return out;
  }
};

} // namespace

TEST_CASE("modules stand in order of dependency, then of name") {
  const Modules m({{"root", "module root\nuse z\nuse b\nuse a\n"},
                   {"a", "module a\nuse z\n"},
                   {"b", "module b\n"},
                   {"z", "module z\n"},
                   {"never", "module never\n"}});
  CHECK(m.sink.empty());
  CHECK_EQ(m.order(), "b z a root "); // R1.13: `never` does not count
}

TEST_CASE("R1.9 a cycle of modules is shown, and the rest is still read") {
  const Modules m({{"a", "module a\nuse b\n"},
                   {"b", "module b\nuse c\n"},
                   {"c", "module c\nuse a\nenum E { x, x }\n"}});
  CHECK_EQ(m.codes(), "WARD2002 WARD2004");
  CHECK_EQ(m.sink.sorted()[0]->message, "module `a` uses itself: `a` uses `b` uses `c` uses `a`");
  CHECK_EQ(m.sink.sorted()[0]->notes.size(), 2);
  CHECK_EQ(m.order(), "c b a ");
}

TEST_CASE("R1.10 facts are named by modules that reach theirs, directly or through others") {
  const std::string facts = "module f\nfacts { x : bool }\n";
  const std::string profile = "authority l \"L\" { force law }\ncontrol c.a \"A\" { implemented "
                              "when x maturity policy x }\n";
  CHECK_EQ(Modules({{"m", "module m\nuse g\n" + profile}, {"g", "module g\nuse f\n"}, {"f", facts}})
               .codes(),
           "");
  const Modules apart({{"m", "module m\nuse g\nuse n\n"},
                       {"n", "module n\n" + profile},
                       {"g", "module g\nuse f\n"},
                       {"f", facts}});
  CHECK_EQ(apart.codes(), "WARD2019");
  CHECK_EQ(apart.sink.sorted()[0]->fixes.at(0).replacement, "\nuse f");
}

TEST_CASE("R1.10 a name that is declared twice points at the first") {
  Resolved r(R"ward(
facts a { x : bool  x : count }
facts a.x { y : bool }
enum E { p }
record E key id { id : text }
control c.a "A" { implemented when a.x }
control c.a "B" { implemented when a.x }
authority l "L" { force law }
authority l "M" { force law }
provision l:1 "P" { element e "e" element e "f" }
)ward");
  CHECK_EQ(r.codes(), "WARD2004 WARD2020 WARD2004 WARD2004 WARD2004 WARD2004");
  CHECK_EQ(r.sink.sorted()[0]->message, "fact `a.x` is declared twice");
  CHECK_EQ(r.sources.begin(r.sink.sorted()[0]->notes.at(0).span).line, 2);
}

TEST_CASE("R1.12 names that fact files use for themselves") {
  check_diags(R"ward(
facts { source : text  sources : text }
//      ^^^^^^ error WARD2007
record R key id { id : text  rows : count }
//                           ^^^^ error WARD2007
)ward",
              run_resolve);
}

TEST_CASE("types of facts") {
  check_diags(R"ward(
record R key id { id : count  next : key of t? }
//                ^^ error WARD2023
record S key name { id : text }
//           ^^^^ error WARD2010
facts {
  t : table of R
  a : years
//    ^^^^^ error WARD2049
  b : R
//    ^ error WARD2051
  c : booll
//    ^^^^^ error WARD2008
  d : set of key of t
  e : key of a
//           ^ error WARD2022
  f : date fresh for 3 hours
//                   ^^^^^^^ error WARD2047
}
)ward",
              run_resolve);
}
