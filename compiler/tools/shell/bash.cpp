// SPDX-License-Identifier: Apache-2.0
#include "tools/shell/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::shell {

namespace {

struct Script {
  std::string paths, cases;

  void add(const std::string& path, const Command& command) {
    if (!path.empty())
      paths += (paths.empty() ? "" : " | ") + fmt::format("'{}'", path);
    std::vector<std::string> names, commands, places;
    std::string values;
    for (const Option& option : command.options) {
      if (option.is_positional) {
        places.insert(places.end(), option.choices.begin(), option.choices.end());
        continue;
      }
      names.insert(names.end(), option.names.begin(), option.names.end());
      if (option.value.empty())
        continue;
      values += fmt::format("        {}) takes_value=1; words='{}' ;;\n",
                            fmt::join(option.names, " | "), fmt::join(option.choices, " "));
    }
    for (const Command& below : command.commands)
      commands.push_back(below.name);
    cases +=
        fmt::format("    '{}')\n      options='{}'\n      commands='{}'\n", path,
                    fmt::join(names, " "), fmt::join(commands.empty() ? places : commands, " "));
    if (!values.empty())
      cases += fmt::format("      case \"$prev\" in\n{}      esac\n", values);
    cases += "      ;;\n";
  }
};

} // namespace

std::string bash_completion(const Command& root) {
  Script script;
  each_command(root, "",
               [&](const std::string& path, const Command& command) { script.add(path, command); });
  return fmt::format(R"bash(# bash completion of ward, made by `ward completion bash`.
_ward() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="" path="" next="" i
  local options="" commands="" words="" takes_value=""
  ((COMP_CWORD > 0)) && prev="${{COMP_WORDS[COMP_CWORD - 1]}}"
  # bash breaks --option=value into three words.
  if [[ "$cur" == "=" ]]; then
    cur=""
  elif [[ "$prev" == "=" ]] && ((COMP_CWORD > 1)); then
    prev="${{COMP_WORDS[COMP_CWORD - 2]}}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="${{path:+$path }}${{COMP_WORDS[i]}}"
    case "$next" in
      {}) path="$next" ;;
    esac
  done
  case "$path" in
{}  esac
  COMPREPLY=()
  if [[ -n "$takes_value" ]]; then
    if [[ -n "$words" ]]; then
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
      return
    fi
  elif [[ "$cur" == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    return
  elif [[ -n "$commands" ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
  compopt -o filenames 2>/dev/null
}}
complete -F _ward ward
)bash",
                     script.paths, script.cases);
}

} // namespace ward::shell
