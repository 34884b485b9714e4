// SPDX-License-Identifier: Apache-2.0
#include "tools/shell/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ward::shell {

namespace {

/// For a place in single quotes within a specification of _arguments or _describe.
std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == ':' || c == '[' || c == ']' || c == '\\')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string function_of(const std::string& path) {
  std::string out = path.empty() ? "_ward" : "_ward_" + path;
  std::replace(out.begin(), out.end(), ' ', '_');
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

std::string action_of(const Option& option) {
  return option.choices.empty() ? "_files" : fmt::format("({})", fmt::join(option.choices, " "));
}

std::string specification(const Option& option) {
  const std::string help = quoted(first_sentence(option.help));
  if (option.is_positional)
    return fmt::format("'{}:{}:{}'", option.takes_many ? "*" : "", quoted(option.names.front()),
                       action_of(option));
  std::string out;
  for (const std::string& name : option.names)
    out += fmt::format(
        "{}'{}{}[{}]{}'", out.empty() ? "" : " \\\n    ", option.takes_many ? "*" : "", name, help,
        option.value.empty() ? "" : fmt::format(":{}:{}", quoted(option.value), action_of(option)));
  return out;
}

std::string function_text(const std::string& path, const Command& command) {
  std::string out = fmt::format("{}() {{\n", function_of(path));
  std::string arguments;
  for (const Option& option : command.options)
    if (command.commands.empty() || !option.is_positional)
      arguments += " \\\n    " + specification(option);
  if (command.commands.empty())
    return out + "  _arguments -s" + arguments + "\n}\n";
  std::string list, cases;
  for (const Command& below : command.commands) {
    list += fmt::format("    '{}:{}'\n", below.name, quoted(first_sentence(below.help)));
    const std::string inner = path.empty() ? below.name : path + " " + below.name;
    cases += fmt::format("      {}) {} ;;\n", below.name, function_of(inner));
  }
  return out +
         fmt::format("  local line state\n"
                     "  local -a commands=(\n{}  )\n"
                     "  _arguments -C{} \\\n    '1:command:->command' '*::argument:->argument'\n"
                     "  case \"$state\" in\n"
                     "    command) _describe command commands ;;\n"
                     "    argument) case \"$line[1]\" in\n{}    esac ;;\n  esac\n}}\n",
                     list, arguments, cases);
}

} // namespace

std::string zsh_completion(const Command& root) {
  std::string out = "#compdef ward\n# zsh completion of ward, made by `ward completion zsh`.\n";
  each_command(root, "", [&](const std::string& path, const Command& command) {
    out += function_text(path, command);
  });
  return out +
         "if [[ \"$funcstack[1]\" == _ward ]]; then _ward \"$@\"; else compdef _ward ward; fi\n";
}

} // namespace ward::shell
