// SPDX-License-Identifier: Apache-2.0
#include "emit/write_bundle.h"
#include "tools/facts/read_file.h"
#include "tools/questions/ask.h"
#include "tools/ward/facts_commands.h"
#include "tools/ward/organization.h"
#include "tools/whatif/rank_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

namespace ward::tool {

namespace {

std::string write_text(const std::string& path, const std::string& text) {
  return emit::write_bundle(path, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
}

struct Ask {
  Common common;
  std::string path, output = "answers.yaml", source = "questionnaire";
  JudgeRequest request;
  size_t questions = 30;
  bool all = false;

  std::string read_answers(Answers& answers) const {
    std::error_code code;
    if (!std::filesystem::exists(output, code))
      return "";
    std::string text;
    std::vector<facts::Problem> problems;
    if (!facts::read_file(output, facts::max_fact_file_bytes, text, problems))
      return problems.front().message;
    return answers.read(output, text);
  }

  Exit run() const {
    if (!output.ends_with(".yaml") && !output.ends_with(".yml"))
      return fail(common,
                  fmt::format("-o {}: answers are written as YAML; name a file that ends in .yaml",
                              output));
    if (std::find(request.facts.begin(), request.facts.end(), output) != request.facts.end())
      return fail(
          common,
          fmt::format("{}: the file of answers is read anyway; name it with -o only", output));
    const OpenedBundle opened = open_bundle(path, common);
    if (!opened.bundle)
      return opened.exit;
    Answers answers;
    if (const std::string fault = read_answers(answers); !fault.empty())
      return fail(common, fmt::format("{}: {}", output, fault));

    const AskWorld world{[&](const Answers& changed, std::string& fault) {
                           return questions_with(opened, changed, fault);
                         },
                         [&](const Answers& changed) { return save(changed); }};
    const AskOptions options{all ? 0 : questions, format_day(*common.as_of_days()), source};
    const AskResult result = ask(*opened.bundle, options, world, answers, std::cin, std::cout);
    std::cout << std::flush;
    if (!result.fault.empty())
      return fail(common, fmt::format("{}: {}", output, result.fault));
    std::string fault;
    const std::optional<Judged> judged = judged_with(opened, answers, fault);
    const std::optional<JsonObject> report = judged ? parse_report(*judged, common) : std::nullopt;
    print(fmt::format("\n{} asked, {} answered{}\n", result.asked, result.answered,
                      result.answered == 0 ? "" : "; answers are in " + output));
    if (report)
      print(summary(*report));
    return Exit::clean;
  }

  static std::string summary(const JsonObject& report) {
    int64_t met = 0, not_met = 0, unknown = 0, other = 0;
    for (const JsonObject* one : objects(report, "authorities")) {
      met += number(*one, "met");
      not_met += number(*one, "not_met");
      unknown += number(*one, "unknown");
      other += number(*one, "not_applicable");
    }
    return fmt::format("as of {}: {} met, {} not met, {} unknown, {} not applicable\n",
                       text(report, "as_of"), met, not_met, unknown, other);
  }

  /// No file stands for no answers: when all are taken back it goes.
  std::string save(const Answers& changed) const {
    if (!changed.is_empty())
      return write_text(output, changed.text());
    std::error_code code;
    std::filesystem::remove(output, code);
    return code ? "cannot be removed: " + code.message() : "";
  }

  std::optional<std::vector<OpenQuestion>>
  questions_with(const OpenedBundle& opened, const Answers& changed, std::string& fault) const {
    const std::optional<Judged> judged = judged_with(opened, changed, fault);
    if (!judged)
      return std::nullopt;
    const std::optional<JsonObject> report = parse_report(*judged, common);
    const std::unique_ptr<World> world = make_world(opened, path, request, *judged, common);
    if (!report || !world) {
      fault = "the report cannot be read";
      return std::nullopt;
    }
    std::vector<OpenQuestion> out = open_questions(*report);
    rank_by_settling(*world, out);
    return out;
  }

  /// The facts with the answers beside them, as a file of its own that is gone afterwards.
  std::optional<Judged> judged_with(const OpenedBundle& opened, const Answers& changed,
                                    std::string& fault) const {
    const std::string draft = output.substr(0, output.rfind('.')) + ".draft.yaml";
    JudgeRequest with = request;
    if (!changed.is_empty()) {
      if (fault = write_text(draft, changed.text()); !fault.empty())
        return std::nullopt;
      with.facts.push_back(draft);
    }
    Judged judged = attempt(opened, path, with, common);
    if (!changed.is_empty())
      std::remove(draft.c_str());
    if (!judged.problems.empty()) {
      const facts::Problem& first = judged.problems.front();
      const std::string about = first.path.empty() ? "" : first.path + ": ";
      fault = first.place.file.empty() || first.place.file == draft
                  ? about + first.message
                  : fmt::format("{}:{}: {}{}", first.place.file, first.place.line, about,
                                first.message);
      return std::nullopt;
    }
    if (judged.json.empty()) {
      fault = judged.fault;
      return std::nullopt;
    }
    return judged;
  }
};

} // namespace

Runner add_facts_ask(CLI::App& app) {
  auto command = std::make_shared<Ask>();
  app.description("A questionnaire: asks what matters most, and writes the answers as facts.");
  app.add_option("bundle", command->path, "a .wardb file, a project folder or a .ward file")
      ->required();
  app.add_option("facts", command->request.facts,
                 "files of facts that are known already; they are not changed");
  app.add_option("-o,--output", command->output,
                 "the file of answers, answers.yaml if left out; one that is there is resumed")
      ->option_text("FILE");
  auto* number = app.add_option("-n,--number", command->questions,
                                "how many questions at most, 30 if left out")
                     ->check(CLI::Range(1, 1000000))
                     ->option_text("N");
  app.add_flag("--all", command->all, "until nothing is open that an answer could settle")
      ->excludes(number);
  app.add_option("--source", command->source,
                 "who or what the answers come from, a role or a record")
      ->option_text("TEXT");
  add_judging(app, command->request);
  add_common(app, command->common);
  app.footer(
      "Examples:\n"
      "  ward facts ask clinic.wardb                                      30 questions, "
      "into answers.yaml\n"
      "  ward facts ask clinic.wardb                                      again: goes on "
      "where it was\n"
      "  ward facts ask clinic.wardb facts.yaml -o gaps.yaml --all        what facts.yaml "
      "leaves open\n"
      "  ward facts ask clinic.wardb --source \"security official\"\n"
      "\n"
      "Asked first is what settles most verdicts (REFERENCE.md R11.11); after each answer all "
      "is judged again,\n"
      "and what no longer matters is not asked. Each answer is saved, whole or not at all, "
      "before the next question;\n"
      "`back` takes the last one back. Questions and answers may also stand on a pipe.\n"
      "Exit codes: 0 done, however many were answered; 2 unreadable bundle or facts, or a "
      "file that cannot be\n"
      "written.");
  return [command] { return command->run(); };
}

} // namespace ward::tool
