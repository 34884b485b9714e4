// SPDX-License-Identifier: Apache-2.0
#include "tools/shell/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ward::shell {

namespace {

/// In single quotes, where fish knows \\ and \'.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\')
      out += '\\';
    out += c;
  }
  return out + "'";
}

/// Whether the command was given and, of one with others below it, none of those.
std::string condition_of(const std::string& path, const Command& command) {
  return fmt::format("__ward_at {}{}", quoted(path), command.commands.empty() ? "" : " only");
}

void add(std::string& out, const std::string& path, const Command& command) {
  const std::string condition = quoted(condition_of(path, command));
  for (const Command& below : command.commands)
    out += fmt::format("complete -c ward -f -n {} -a {} -d {}\n", condition, below.name,
                       quoted(first_sentence(below.help)));
  for (const Option& option : command.options) {
    if (option.is_positional) {
      if (!option.choices.empty())
        out += fmt::format("complete -c ward -f -n {} -a {}\n", condition,
                           quoted(fmt::format("{}", fmt::join(option.choices, " "))));
      continue;
    }
    std::string names;
    for (const std::string& name : option.names)
      names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    const std::string value =
        option.value.empty() ? ""
        : option.choices.empty()
            ? " -r"
            : fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " "))));
    out += fmt::format("complete -c ward -n {}{}{} -d {}\n", condition, names, value,
                       quoted(first_sentence(option.help)));
  }
}

} // namespace

std::string fish_completion(const Command& root) {
  std::string out = R"fish(# fish completion of ward, made by `ward completion fish`.
# Whether the words before the cursor are this command; `only`: and no command below it.
function __ward_at
    set -l words (commandline -opc)[2..-1]
    set -l found
    for word in $words
        string match -q -- '-*' $word; or set -a found $word
    end
    set -l path (string split -n ' ' -- $argv[1])
    set -l count (count $path)
    test (count $found) -ge $count; or return 1
    for i in (seq $count)
        test "$found[$i]" = "$path[$i]"; or return 1
    end
    test "$argv[2]" != only; or test (count $found) -eq $count
end
)fish";
  each_command(root, "",
               [&](const std::string& path, const Command& command) { add(out, path, command); });
  return out;
}

} // namespace ward::shell
