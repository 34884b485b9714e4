// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

namespace ward::parse {
namespace {

template <typename T> void append(std::vector<T>& to, List<T> more) {
  to.insert(to.end(), more.begin(), more.end());
}

} // namespace

List<Binding> Builder::bindings(const std::vector<Parser::BindingContext*>& trees) {
  std::vector<Binding> out;
  for (Parser::BindingContext* tree : trees) {
    Binding next;
    next.span = span(tree);
    next.path = fact_path(tree->factPath());
    if (const Token* open = token_of(tree->OPEN()))
      next.open = span(*open);
    next.value = expr(tree->expression());
    if (!next.path.head.is_missing())
      out.push_back(next);
  }
  return arena_.copy(out);
}

Expectation Builder::expectation(Parser::ExpectationContext* tree) {
  Expectation out;
  out.span = span(tree);
  Parser::DetailsContext* details = nullptr;
  Parser::BecauseContext* because = nullptr;
  if (auto* control = dynamic_cast<Parser::ExpectControlContext*>(tree)) {
    out.path = path(control->path());
    out.verdict = name(control->name());
    details = control->details();
    because = control->because();
  } else if (auto* provision = dynamic_cast<Parser::ExpectProvisionContext*>(tree)) {
    out.kind = Expectation::Kind::provision;
    out.target = target(provision->target());
    out.verdict = name(provision->name());
    details = provision->details();
    because = provision->because();
  } else if (auto* duty = dynamic_cast<Parser::ExpectDutyContext*>(tree)) {
    out.kind = Expectation::Kind::duty;
    out.path = path(duty->path());
    out.row = expr(duty->expression());
    out.verdict = name(duty->name());
    details = duty->details();
    because = duty->because();
  }
  if (details)
    out.details = names(details->name());
  if (because)
    out.because = fact_paths(because->factPath());
  return out;
}

const Decl* Builder::test_decl(Parser::TestDeclContext* tree) {
  auto* out = arena_.make<TestDecl>(span(tree));
  out->title = string(tree->STRING());
  std::vector<Name> assumes;
  std::vector<Binding> given, with;
  std::vector<Expectation> expects;
  std::vector<TestCase> cases;
  for (Parser::TestItemContext* item : tree->testItem()) {
    if (auto* day = dynamic_cast<Parser::TestAsOfContext*>(item)) {
      if (once(!out->as_of, day, "as of", "test"))
        out->as_of = keep(date(day->DATE()));
    } else if (auto* assume = dynamic_cast<Parser::TestAssumeContext*>(item)) {
      for (Parser::NameContext* proposal : assume->name())
        assumes.push_back(name(proposal));
    } else if (auto* facts = dynamic_cast<Parser::GivenContext*>(item)) {
      append(given, bindings(facts->binding()));
    } else if (auto* over = dynamic_cast<Parser::GivenWithContext*>(item)) {
      append(with, bindings(over->binding()));
    } else if (auto* expect = dynamic_cast<Parser::TestExpectContext*>(item)) {
      if (expect->expectation())
        expects.push_back(expectation(expect->expectation()));
    } else if (auto* row = dynamic_cast<Parser::TestCaseContext*>(item)) {
      TestCase next;
      next.span = span(row);
      next.doc = doc(row);
      next.label = string(row->STRING());
      std::vector<Binding> row_with;
      std::vector<Expectation> row_expects;
      for (Parser::CaseItemContext* part : row->caseItem()) {
        if (auto* own = dynamic_cast<Parser::CaseWithContext*>(part))
          append(row_with, bindings(own->binding()));
        else if (auto* own_expect = dynamic_cast<Parser::CaseExpectContext*>(part);
                 own_expect && own_expect->expectation())
          row_expects.push_back(expectation(own_expect->expectation()));
      }
      next.with = arena_.copy(row_with);
      next.expects = arena_.copy(row_expects);
      cases.push_back(next);
    }
  }
  out->assumes = arena_.copy(assumes);
  out->given = arena_.copy(given);
  out->with = arena_.copy(with);
  out->expects = arena_.copy(expects);
  out->cases = arena_.copy(cases);
  return out;
}

} // namespace ward::parse
