// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command_line.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::tool {

namespace {

/// "a,b,c" or "a|b|c" as its parts.
std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(by, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// The values of a closed list: what an option is written as (`text|json`), or what checks it.
std::vector<std::string> choices_of(const CLI::Option& option) {
  if (option.get_option_text().find('|') != std::string::npos)
    return split(option.get_option_text(), '|');
  const std::string kind = option.get_type_name();
  const size_t begin = kind.find('{'), end = kind.rfind('}');
  if (begin == std::string::npos || end == std::string::npos)
    return {};
  return split(kind.substr(begin + 1, end - begin - 1), ',');
}

shell::Option described(const CLI::Option& option) {
  shell::Option out;
  out.help = option.get_description();
  out.is_positional = option.get_positional();
  out.is_required = option.get_required();
  const bool is_flag = option.get_items_expected_max() == 0;
  out.takes_many =
      !is_flag && (option.get_items_expected_max() > 1 ||
                   option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll);
  if (out.is_positional)
    out.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_lnames())
    out.names.push_back("--" + name);
  for (const std::string& name : option.get_snames())
    out.names.push_back("-" + name);
  if (is_flag)
    return out;
  out.choices = choices_of(option);
  out.value = option.get_option_text();
  if (out.value.empty())
    out.value = out.choices.empty() ? "VALUE" : fmt::format("{}", fmt::join(out.choices, "|"));
  return out;
}

} // namespace

shell::Command command_line(const CLI::App& app) {
  shell::Command out;
  out.name = app.get_name();
  out.help = app.get_description();
  out.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty())
      out.options.push_back(described(*option));
  for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; }))
    out.commands.push_back(command_line(*below));
  return out;
}

} // namespace ward::tool
