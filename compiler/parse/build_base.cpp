// SPDX-License-Identifier: Apache-2.0
#include "parse/build.h"

#include <algorithm>

namespace ward::parse {
namespace {

constexpr int64_t max_integer = int64_t{1} << 53;
constexpr size_t max_digits = 18;

std::string digits_of(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9')
      out.push_back(c);
  return out;
}

// Ordinary comments between two lines do not part them.
bool has_blank_line(std::string_view between) {
  bool blank = false;
  for (char c : between) {
    if (c == '\n' && blank)
      return true;
    blank = c == '\n' || (blank && (c == ' ' || c == '\t' || c == '\r'));
  }
  return false;
}

int64_t value_of(const std::string& digits) {
  int64_t out = 0;
  for (char c : digits)
    out = out * 10 + (c - '0');
  return out;
}

} // namespace

Builder::Builder(Reporter& reporter, base::Arena& arena, const Tokenized& tokenized)
    : reporter_(reporter), arena_(arena), list_(tokenized.list) {
  for (const Trivia& trivia : tokenized.trivia)
    if (trivia.kind == Trivia::Kind::doc)
      docs_.push_back(trivia.span);
  doc_used_.resize(docs_.size());
}

Span Builder::span(const RuleContext* tree) const {
  if (!tree || !tree->start)
    return reporter_.span(0, 0);
  const Token& first = ours(tree->start);
  const uint32_t end = tree->stop ? ours(tree->stop).end : first.end;
  return reporter_.span(first.begin, std::max(end, first.begin));
}

Name Builder::name(const Token& token) const {
  return {text(token), span(token)};
}

Name Builder::name(const RuleContext* tree) const {
  if (!tree || !tree->start)
    return {{}, reporter_.span(0, 0)};
  // A name is one token; a tree without children is what a mistake left of it.
  if (tree->children.empty())
    return {{}, reporter_.span(ours(tree->start).begin, ours(tree->start).begin)};
  return name(ours(tree->start));
}

Path Builder::path(RuleContext* tree) {
  if (!tree)
    return {{}, reporter_.span(0, 0)};
  std::vector<Name> parts;
  for (ParseTree* child : tree->children)
    if (auto* part = dynamic_cast<RuleContext*>(child))
      parts.push_back(name(part));
  return {arena_.copy(parts), span(tree)};
}

Citation Builder::citation(antlr4::tree::TerminalNode* leaf) const {
  const Token* token = token_of(leaf);
  if (!token || token->begin == token->end)
    return {{}, {}, {}, reporter_.span(0, 0)};
  const std::string_view whole = text(*token);
  const size_t colon = whole.find(':');
  return {whole, whole.substr(0, colon), whole.substr(colon + 1), span(*token)};
}

List<Citation> Builder::citations(Parser::CitationsContext* tree) {
  std::vector<Citation> out;
  if (tree)
    for (auto* leaf : tree->CITATION())
      out.push_back(citation(leaf));
  return arena_.copy(out);
}

Text Builder::string(antlr4::tree::TerminalNode* leaf) {
  const Token* token = token_of(leaf);
  return token ? string(*token) : Text{{}, reporter_.span(0, 0)};
}

Text Builder::string(const Token& token) {
  std::string_view body = text(token);
  if (body.empty())
    return {{}, span(token)};
  const bool plain = body.front() == '"';
  if (plain)
    body.remove_prefix(1);
  if (plain && !body.empty() && body.back() == '"' && !token.has(Token::was_repaired))
    body.remove_suffix(1);
  if (body.find('\\') == std::string_view::npos)
    return {body, span(token)};
  std::string value;
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\' || i + 1 == body.size()) {
      value.push_back(body[i]);
      continue;
    }
    const char escaped = body[++i];
    value.push_back(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
  }
  return {arena_.copy(value), span(token)};
}

List<Text> Builder::strings(Parser::StringsContext* tree) {
  std::vector<Text> out;
  if (tree)
    for (auto* leaf : tree->STRING())
      out.push_back(string(leaf));
  return arena_.copy(out);
}

Date Builder::date(antlr4::tree::TerminalNode* leaf) {
  const Token* token = token_of(leaf);
  return token ? date(*token) : Date{{}, reporter_.span(0, 0)};
}

Date Builder::date(const Token& token) {
  const std::string_view written = text(token);
  if (token.has(Token::was_repaired) || written.size() != 10)
    return {{}, span(token)};
  const auto number = [&](size_t from, size_t count) {
    return static_cast<int>(value_of(std::string(written.substr(from, count))));
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (!base::is_valid_date(year, month, day)) {
    diag::Diagnostic& diagnostic = reporter_.report(diag::BadDate, span(token), written);
    if (month < 1 || month > 12)
      diagnostic.with_help("dates are written year-month-day; months run from 01 to 12");
    else if (year >= 1)
      diagnostic.with_help(fmt::format("that month has {} days", base::days_in_month(year, month)));
    else
      diagnostic.with_help("years run from 0001 to 9999");
    return {{}, span(token)};
  }
  return {{static_cast<int16_t>(year), static_cast<uint8_t>(month), static_cast<uint8_t>(day)},
          span(token)};
}

Duration Builder::duration(Parser::DurationContext* tree) {
  if (!tree || tree->children.empty())
    return {0, Unit::day, span(tree)};
  const Token* amount = token_at(tree, 0);
  const Token* unit = token_at(tree, 1);
  if (!amount || amount->getType() != Lexer::INT)
    return {0, Unit::day, span(tree)};
  return duration(*amount, unit);
}

Duration Builder::duration(const Token& amount, const Token* unit) {
  Duration out{integer(amount), Unit::day, span(amount)};
  if (!unit)
    return out;
  out.span.end = std::max(out.span.end, unit->end);
  constexpr std::pair<std::string_view, Unit> units[] = {
      {"minute", Unit::minute}, {"hour", Unit::hour},   {"day", Unit::day},
      {"week", Unit::week},     {"month", Unit::month}, {"year", Unit::year}};
  for (auto [word, value] : units)
    if (text(*unit).starts_with(word))
      out.unit = value;
  return out;
}

int64_t Builder::integer(const Token& token) {
  const std::string digits = digits_of(text(token));
  const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  const int64_t value = digits.size() - zeros > max_digits ? INT64_MAX : value_of(digits);
  if (value <= max_integer)
    return value;
  reporter_.report(diag::NumberTooLarge, span(token), text(token),
                   "whole numbers end at 9_007_199_254_740_992");
  return 0;
}

Decimal Builder::decimal(const Token& token) {
  const std::string_view written = text(token);
  const size_t point = written.find('.');
  const std::string whole = digits_of(written.substr(0, point));
  const std::string fraction =
      point == std::string_view::npos ? "" : digits_of(written.substr(point + 1));
  if (fraction.size() > 9) {
    reporter_.report(diag::NumberTooLarge, span(token), written,
                     "at most 9 digits follow the point");
    return {0, 0, span(token)};
  }
  const size_t zeros = std::min(whole.find_first_not_of('0'), whole.size());
  if (whole.size() - zeros > 10 || value_of(whole.substr(zeros)) > 9'000'000'000) {
    reporter_.report(diag::NumberTooLarge, span(token), written, "decimals end at 9_000_000_000");
    return {0, 0, span(token)};
  }
  return {value_of(whole.substr(zeros) + fraction), static_cast<uint8_t>(fraction.size()),
          span(token)};
}

Decimal Builder::percent(const Token& token) {
  Decimal out = decimal(token);
  if (out.scale > 4) {
    reporter_.report(diag::NumberTooLarge, span(token), text(token),
                     "at most 4 digits follow the point of a percentage");
    return {0, 0, span(token)};
  }
  return out;
}

Decimal Builder::money(const Token& token) {
  const std::string_view written = text(token);
  if (token.has(Token::was_repaired))
    return {0, 2, span(token)};
  const size_t point = written.find('.');
  const std::string cents =
      point == std::string_view::npos ? "00" : digits_of(written.substr(point));
  const std::string digits = digits_of(written.substr(0, point)) + cents;
  const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  if (digits.size() - zeros > max_digits || value_of(digits.substr(zeros)) > max_integer) {
    reporter_.report(diag::NumberTooLarge, span(token), written,
                     "money ends at $90,071,992,547,409.92");
    return {0, 2, span(token)};
  }
  return {value_of(digits.substr(zeros)), 2, span(token)};
}

FactPath Builder::fact_path(Parser::FactPathContext* tree) {
  FactPath out;
  out.span = span(tree);
  if (!tree || tree->children.empty()) {
    out.head.span = out.span;
    return out;
  }
  std::vector<FactStep> steps;
  const Token* opener = nullptr;
  for (size_t i = 0; i < tree->children.size(); ++i) {
    if (RuleContext* part = rule_at(tree, i)) {
      if (i == 0)
        out.head = name(part);
      else
        steps.push_back({FactStep::Kind::member, name(part), {}, span(part)});
      continue;
    }
    const Token* token = token_at(tree, i);
    if (token && token->getType() == Lexer::LBRACK)
      opener = token;
    if (token && token->getType() == Lexer::STRING && opener) {
      const Token* closer = token_at(tree, i + 1);
      steps.push_back({FactStep::Kind::key,
                       {},
                       string(*token),
                       reporter_.span(opener->begin, closer ? closer->end : token->end)});
    }
  }
  out.steps = arena_.copy(steps);
  return out;
}

Target Builder::target(Parser::TargetContext* tree) {
  Target out;
  out.span = span(tree);
  if (!tree) {
    out.citation = citation(nullptr);
    return out;
  }
  out.citation = citation(tree->CITATION());
  out.has_elements = tree->LBRACE() != nullptr;
  out.elements = names(tree->name());
  return out;
}

TypeRef Builder::type(Parser::TypeContext* tree) {
  TypeRef out;
  out.span = span(tree);
  if (auto* table = dynamic_cast<Parser::TableTypeContext*>(tree)) {
    out.kind = TypeRef::Kind::table;
    out.name = path(table->path());
  } else if (auto* key = dynamic_cast<Parser::KeyTypeContext*>(tree)) {
    out.kind = TypeRef::Kind::key;
    out.name = path(key->path());
    out.is_optional = key->QUESTION() != nullptr;
  } else if (auto* keys = dynamic_cast<Parser::KeySetTypeContext*>(tree)) {
    out.kind = TypeRef::Kind::set;
    out.set_of_keys = true;
    out.name = path(keys->path());
  } else if (auto* set = dynamic_cast<Parser::SetTypeContext*>(tree)) {
    out.kind = TypeRef::Kind::set;
    out.name = path(set->typeName());
  } else if (auto* plain = dynamic_cast<Parser::PlainTypeContext*>(tree)) {
    out.kind = TypeRef::Kind::named;
    out.name = path(plain->typeName());
    out.is_optional = plain->QUESTION() != nullptr;
  }
  if (out.name.is_missing())
    out.kind = TypeRef::Kind::missing;
  return out;
}

Doc Builder::doc(const RuleContext* tree) {
  if (!tree || !tree->start || docs_.empty())
    return {};
  const Token& first = ours(tree->start);
  const uint32_t after = first.index > 0 ? list_.tokens[first.index - 1].end : 0;
  const auto by_begin = [](const Span& place, uint32_t offset) { return place.begin < offset; };
  const auto end = std::lower_bound(docs_.begin(), docs_.end(), first.begin, by_begin);
  // The lines right above, up to a blank line or the token before.
  auto begin = end;
  uint32_t below = first.begin;
  while (begin != docs_.begin()) {
    const Span& line = *std::prev(begin);
    const std::string_view between = reporter_.text(line.end, below);
    const bool blank_line = begin != end && has_blank_line(between);
    const bool trails =
        reporter_.text(after, std::max(after, line.begin)).find('\n') == std::string_view::npos &&
        after > 0;
    if (line.begin < after || blank_line || trails)
      break;
    below = line.begin;
    --begin;
  }
  if (begin == end)
    return {};
  std::string joined;
  for (auto line = begin; line != end; ++line) {
    std::string_view words = reporter_.text(*line).substr(3);
    if (words.starts_with(' '))
      words.remove_prefix(1);
    while (!words.empty() && (words.back() == ' ' || words.back() == '\t'))
      words.remove_suffix(1);
    if (line != begin)
      joined.push_back('\n');
    joined += words;
    doc_used_[line - docs_.begin()] = true;
  }
  return {arena_.copy(joined), source::join(*begin, *std::prev(end))};
}

void Builder::report_stray_docs() {
  for (size_t i = 0; i < docs_.size(); ++i)
    if (!doc_used_[i])
      reporter_.report(diag::DocWithoutSubject, docs_[i])
          .with_help("write `//`, or move it right above a declaration, field or element");
}

bool Builder::once(bool is_first, const RuleContext* clause, std::string_view word,
                   std::string_view construct) {
  if (!is_first)
    reporter_.report(diag::RepeatedClause, span(clause), word, construct)
        .with_help("keep one of them");
  return is_first;
}

const ModuleDecl* Builder::module_decl(Parser::ModuleDeclContext* tree) {
  auto* out = arena_.make<ModuleDecl>();
  out->doc = doc(tree);
  out->span = span(tree);
  out->name = path(tree->path());
  if (tree->DATE())
    out->as_of = keep(date(tree->DATE()));
  return out;
}

UseDecl Builder::use_decl(Parser::UseDeclContext* tree) {
  UseDecl out;
  out.span = span(tree);
  out.name = path(tree->path());
  if (tree->STRING())
    out.version = keep(string(tree->STRING()));
  if (tree->name())
    out.alias = keep(name(tree->name()));
  return out;
}

} // namespace ward::parse
