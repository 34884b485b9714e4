// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/ask.h"

#include "tools/facts/schema.h"
#include "tools/questions/form.h"
#include "tools/report/bundle_text.h"
#include "tools/report/open_questions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <set>

namespace ward::tool {

namespace {

enum class Typed { answer, skip, quit };

struct State {
  const rt::Bundle& bundle;
  const AskOptions& options;
  const AskWorld& world;
  Answers& answers;
  std::istream& in;
  std::ostream& out;
  facts::Schema schema{bundle.root()};
  AskResult result;
  std::set<std::pair<std::string, bool>>
      passed; ///< asked already: a skipped question stays skipped
  std::optional<JsonObject> report;

  /// One line. `more` is what `?` shows. An empty line skips, `q` and the end of the input quit.
  Typed read(const std::string& prompt, const std::string& more, std::string& line) {
    for (;;) {
      out << prompt << std::flush;
      if (!std::getline(in, line)) {
        out << "\n";
        return Typed::quit;
      }
      if (line.size() > max_answer_bytes) {
        out << fmt::format("  more than {} bytes; write less\n", max_answer_bytes);
        continue;
      }
      const std::vector<std::string> parts = comma_parts(line);
      const std::string word = parts.size() == 1 ? parts.front() : "";
      if (word == "?")
        out << more;
      else if (word == "q" || word == "quit")
        return Typed::quit;
      else
        return parts.empty() ? Typed::skip : Typed::answer;
    }
  }

  /// Takes the answers if they are facts that can be judged, and saves them. Else says why not.
  bool take(const Answers& changed) {
    std::string fault;
    std::optional<JsonObject> judged = world.judge(changed, fault);
    if (!judged) {
      out << "  " << fault << "\n";
      return false;
    }
    if (result.fault = world.save(changed); !result.fault.empty())
      return false;
    answers = changed;
    report = std::move(judged);
    return true;
  }

  std::string more(const OpenQuestion& question, const bundle::Fact* fact) const {
    std::vector<std::string> citations;
    for (const std::string& one : question.verdicts)
      citations.push_back(short_citation(one));
    std::string text = fmt::format("  may matter to {}\n", fmt::join(citations, ", "));
    if (!question.owners.empty())
      text += fmt::format("  could know: {}\n", fmt::join(question.owners, ", "));
    if (fact != nullptr)
      if (const std::string good = period_words(fact->fresh()); !good.empty())
        text += fmt::format("  an answer is good for {}\n", good);
    return text + "  empty: skip it · q: stop, what is answered is kept\n";
  }

  void head(const OpenQuestion& question) {
    const std::string total =
        options.questions == 0 ? "" : fmt::format(" of {}", options.questions);
    out << fmt::format("\n[{}{}] {} · may matter to {} verdict{}\n", result.asked, total,
                       question.path, question.verdicts.size(),
                       question.verdicts.size() == 1 ? "" : "s");
    if (!question.prompt.empty())
      out << question.prompt << "\n";
    if (question.cause != "absent" && !question.cause.empty() && !question.complete)
      out << fmt::format("  {}\n", question.words);
  }

  /// Asks until the answer is taken, skipped, or the session ends. False if it ends.
  template <typename Change>
  bool ask_value(const std::string& prompt, const OpenQuestion& question, const bundle::Fact& fact,
                 bool& answered, Change change) {
    std::string line;
    for (;;) {
      const Typed typed = read(prompt, more(question, &fact), line);
      if (typed == Typed::quit)
        return false;
      if (typed == Typed::skip)
        return true;
      if (line == "same" && !question.said.empty())
        line = question.said;
      Answers changed = answers;
      change(changed, line);
      if (take(changed)) {
        answered = true;
        return true;
      }
      if (!result.fault.empty())
        return false;
    }
  }

  bool ask_fact(const OpenQuestion& question, bool& answered) {
    const bundle::Fact* fact = schema.fact(question.path);
    if (fact == nullptr)
      return true;
    out << fmt::format("  {}\n", typed_form(*fact->type()));
    return ask_value("> ", question, *fact, answered,
                     [&](Answers& changed, const std::string& line) {
                       changed.set(question.path,
                                   answer_node(*fact->type(), line, options.as_of, options.source));
                     });
  }

  bool ask_rows(const OpenQuestion& question, bool& answered) {
    const size_t star = question.path.find("[*].");
    if (star == std::string::npos)
      return true;
    const std::string table = question.path.substr(0, star), field = question.path.substr(star + 4);
    const facts::Schema::Table* about = schema.table(table);
    const auto found =
        about == nullptr ? decltype(about->fields.end()){} : about->fields.find(field);
    if (about == nullptr || found == about->fields.end())
      return true;
    const bundle::Fact& fact = *found->second;
    out << fmt::format("  {}; `all VALUE` answers the rows that are left\n",
                       typed_form(*fact.type()));
    const std::vector<std::string> rows(question.rows.begin(), question.rows.end());
    size_t next = 0;
    while (next < rows.size()) {
      size_t taken = 1;
      const bool goes_on = ask_value(
          fmt::format("{}> ", rows[next]), question, fact, answered,
          [&](Answers& changed, std::string line) {
            taken = 1;
            if (line.rfind("all ", 0) == 0) {
              line = line.substr(4);
              taken = rows.size() - next;
            }
            for (size_t i = next; i < next + taken; ++i)
              changed.set_field(table, about->key_field, rows[i], field,
                                answer_node(*fact.type(), line, options.as_of, options.source));
          });
      if (!goes_on)
        return false;
      next += taken;
    }
    return true;
  }

  /// A table: first more of its rows, then whether those are all.
  bool ask_table(const OpenQuestion& question, bool& answered) {
    const facts::Schema::Table* about = schema.table(question.path);
    if (about == nullptr)
      return true;
    out << fmt::format("  {}\n", question.words);
    std::string line;
    const std::string help = more(question, nullptr);
    for (;;) {
      const Typed typed =
          read("  add rows, by short names or numbers with commas between, no names of people> ",
               help, line);
      if (typed == Typed::quit)
        return false;
      if (typed == Typed::skip)
        break;
      Answers changed = answers;
      for (const std::string& key : comma_parts(line))
        changed.add_row(question.path, about->key_field, key);
      if (take(changed)) {
        answered = true;
        break;
      }
      if (!result.fault.empty())
        return false;
    }
    for (;;) {
      const Typed typed = read("  is the list whole now? the role that says so> ", help, line);
      if (typed == Typed::quit)
        return false;
      if (typed == Typed::skip)
        return true;
      Answers changed = answers;
      changed.declare(question.path, line, options.as_of);
      if (take(changed)) {
        answered = true;
        return true;
      }
      if (!result.fault.empty())
        return false;
    }
  }

  /// The form of a value as it is typed here: lists without brackets, yes and no.
  std::string typed_form(const bundle::TypeRef& type) const {
    if (!type.is_set())
      return type.type() == bundle::LanguageType::boolean
                 ? (type.optional() ? "yes or no, or none" : "yes or no")
                 : form_of(bundle, type);
    std::string form = form_of(bundle, type);
    if (const size_t cut = form.find("; []"); cut != std::string::npos)
      form.resize(cut);
    return form + "; with commas between, none where there is none";
  }

  std::optional<OpenQuestion> next() const {
    for (OpenQuestion& one : open_questions(*report))
      if (passed.count({one.path, one.complete}) == 0)
        return std::move(one);
    return std::nullopt;
  }

  AskResult run() {
    report = world.judge(answers, result.fault);
    if (!report)
      return std::move(result);
    result.fault.clear();
    out << "Each answer is saved before the next question. Empty: skip it · ? : more about it · q: "
           "stop\n";
    while (options.questions == 0 || result.asked < options.questions) {
      const std::optional<OpenQuestion> question = next();
      if (!question)
        break;
      passed.insert({question->path, question->complete});
      ++result.asked;
      head(*question);
      bool answered = false;
      const bool goes_on = question->complete       ? ask_table(*question, answered)
                           : question->rows.empty() ? ask_fact(*question, answered)
                                                    : ask_rows(*question, answered);
      result.answered += answered ? 1 : 0;
      if (!goes_on) {
        if (!answered && result.fault.empty())
          --result.asked;
        break;
      }
    }
    return std::move(result);
  }
};

} // namespace

AskResult ask(const rt::Bundle& bundle, const AskOptions& options, const AskWorld& world,
              Answers& answers, std::istream& in, std::ostream& out) {
  return State{bundle, options, world, answers, in, out}.run();
}

} // namespace ward::tool
