// SPDX-License-Identifier: Apache-2.0
#include "tools/questions/ask.h"

#include "tools/facts/schema.h"
#include "tools/questions/form.h"
#include "tools/report/bundle_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <set>

namespace ward::tool {

namespace {

enum class Typed { answer, skip, back, quit };
/// How a question ended.
enum class Flow { on, back, quit };

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
  std::optional<std::vector<OpenQuestion>> open;

  /// Where the session stood before a question.
  struct Moment {
    Answers answers;
    std::set<std::pair<std::string, bool>> passed;
    std::vector<OpenQuestion> open;
    size_t asked, answered;
  };
  std::vector<Moment> history; ///< before each question so far

  /// One line. `more` is what `?` shows. An empty line skips, `back` goes back, `q` and the end of
  /// the input quit.
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
      else if (word == "back")
        return Typed::back;
      else
        return parts.empty() ? Typed::skip : Typed::answer;
    }
  }

  /// Takes the answers if they are facts that can be judged, and saves them. Else says why not.
  bool take(const Answers& changed) {
    std::string fault;
    std::optional<std::vector<OpenQuestion>> judged = world.judge(changed, fault);
    if (!judged) {
      out << "  " << fault << "\n";
      return false;
    }
    if (result.fault = world.save(changed); !result.fault.empty())
      return false;
    answers = changed;
    open = std::move(judged);
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
    return text +
           "  empty: skip it · back: the question before · q: stop, what is answered is kept\n";
  }

  void head(const OpenQuestion& question) {
    const std::string total =
        options.questions == 0 ? "" : fmt::format(" of {}", options.questions);
    out << fmt::format("\n[{}{}] {} · may matter to {} verdict{}", result.asked, total,
                       question.path, question.verdicts.size(),
                       question.verdicts.size() == 1 ? "" : "s");
    if (question.judged_again)
      out << fmt::format(", settles up to {}", question.settles.size());
    out << "\n";
    if (!question.prompt.empty())
      out << question.prompt << "\n";
    if (question.cause != "absent" && !question.cause.empty() && !question.complete)
      out << fmt::format("  {}\n", question.words);
  }

  static Flow ended(Typed typed) { return typed == Typed::back ? Flow::back : Flow::quit; }

  /// Asks until the answer is taken, skipped, or somebody goes back or ends the session.
  template <typename Change>
  Flow ask_value(const std::string& prompt, const OpenQuestion& question, const bundle::Fact& fact,
                 bool& answered, Change change) {
    std::string line;
    for (;;) {
      const Typed typed = read(prompt, more(question, &fact), line);
      if (typed == Typed::quit || typed == Typed::back)
        return ended(typed);
      if (typed == Typed::skip)
        return Flow::on;
      if (line == "same" && !question.said.empty())
        line = question.said;
      Answers changed = answers;
      change(changed, line);
      if (take(changed)) {
        answered = true;
        return Flow::on;
      }
      if (!result.fault.empty())
        return Flow::quit;
    }
  }

  Flow ask_fact(const OpenQuestion& question, bool& answered) {
    const bundle::Fact* fact = schema.fact(question.path);
    if (fact == nullptr)
      return Flow::on;
    out << fmt::format("  {}\n", typed_form(*fact->type()));
    return ask_value("> ", question, *fact, answered,
                     [&](Answers& changed, const std::string& line) {
                       changed.set(question.path,
                                   answer_node(*fact->type(), line, options.as_of, options.source));
                     });
  }

  Flow ask_rows(const OpenQuestion& question, bool& answered) {
    const size_t star = question.path.find("[*].");
    if (star == std::string::npos)
      return Flow::on;
    const std::string table = question.path.substr(0, star), field = question.path.substr(star + 4);
    const facts::Schema::Table* about = schema.table(table);
    const auto found =
        about == nullptr ? decltype(about->fields.end()){} : about->fields.find(field);
    if (about == nullptr || found == about->fields.end())
      return Flow::on;
    const bundle::Fact& fact = *found->second;
    out << fmt::format("  {}; `all VALUE` answers the rows that are left\n",
                       typed_form(*fact.type()));
    const std::vector<std::string> rows(question.rows.begin(), question.rows.end());
    size_t next = 0;
    while (next < rows.size()) {
      size_t taken = 1;
      const Flow flow = ask_value(
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
      if (flow != Flow::on)
        return flow;
      next += taken;
    }
    return Flow::on;
  }

  /// A table: first more of its rows, then whether those are all.
  Flow ask_table(const OpenQuestion& question, bool& answered) {
    const facts::Schema::Table* about = schema.table(question.path);
    if (about == nullptr)
      return Flow::on;
    out << fmt::format("  {}\n", question.words);
    std::string line;
    const std::string help = more(question, nullptr);
    for (;;) {
      const Typed typed =
          read("  add rows, by short names or numbers with commas between, no names of people> ",
               help, line);
      if (typed == Typed::quit || typed == Typed::back)
        return ended(typed);
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
        return Flow::quit;
    }
    for (;;) {
      const Typed typed = read("  is the list whole now? the role that says so> ", help, line);
      if (typed == Typed::quit || typed == Typed::back)
        return ended(typed);
      if (typed == Typed::skip)
        return Flow::on;
      Answers changed = answers;
      changed.declare(question.path, line, options.as_of);
      if (take(changed)) {
        answered = true;
        return Flow::on;
      }
      if (!result.fault.empty())
        return Flow::quit;
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
    for (const OpenQuestion& one : *open)
      if (passed.count({one.path, one.complete}) == 0)
        return one;
    return std::nullopt;
  }

  /// The session as it stood; its answers are saved as they were. False: they could not be.
  bool restore(Moment moment) {
    if (moment.answers.text() != answers.text())
      if (result.fault = world.save(moment.answers); !result.fault.empty())
        return false;
    answers = std::move(moment.answers);
    passed = std::move(moment.passed);
    open = std::move(moment.open);
    result.asked = moment.asked;
    result.answered = moment.answered;
    return true;
  }

  /// Back to the question before; of a question of which rows are answered, to its beginning.
  bool go_back() {
    const bool answered = history.back().answers.text() != answers.text();
    if (!answered && history.size() == 1)
      out << "  this is the first question of this session\n";
    else if (!answered)
      history.pop_back();
    Moment moment = std::move(history.back());
    history.pop_back();
    return restore(std::move(moment));
  }

  AskResult run() {
    open = world.judge(answers, result.fault);
    if (!open)
      return std::move(result);
    result.fault.clear();
    out << "Each answer is saved before the next question. Empty: skip it · back: the question "
           "before · ? : more about it · q: stop\n";
    while (options.questions == 0 || result.asked < options.questions) {
      const std::optional<OpenQuestion> question = next();
      if (!question)
        break;
      history.push_back({answers, passed, *open, result.asked, result.answered});
      passed.insert({question->path, question->complete});
      ++result.asked;
      head(*question);
      bool answered = false;
      const Flow flow = question->complete       ? ask_table(*question, answered)
                        : question->rows.empty() ? ask_fact(*question, answered)
                                                 : ask_rows(*question, answered);
      if (flow == Flow::back) {
        if (!go_back())
          break;
        continue;
      }
      result.answered += answered ? 1 : 0;
      if (flow == Flow::quit) {
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
