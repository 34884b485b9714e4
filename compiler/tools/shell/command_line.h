// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What a command line takes, as data: one description for completion and for the manual.
namespace ward::shell {

struct Option {
  std::vector<std::string> names; ///< "--output", "-o"; of a positional its one name
  std::string help;
  std::string value;                ///< "FILE", "text|json"; empty for a flag
  std::vector<std::string> choices; ///< the values it takes; empty: any
  bool is_positional = false;
  bool is_required = false;
  bool takes_many = false; ///< more than one value
};

struct Command {
  std::string name; ///< "check"; of one below another its own alone
  std::string help;
  std::string footer; ///< examples, remarks, exit codes, as --help prints them
  std::vector<Option> options;
  std::vector<Command> commands;
};

/// A script that completes the command line, to be read by the shell.
std::string bash_completion(const Command& root);
std::string zsh_completion(const Command& root);
std::string fish_completion(const Command& root);

/// A page for man(1). `path`: "ward", or "ward check"; `others`: names of pages to see.
std::string manual_page(const Command& command, std::string_view path, std::string_view version,
                        const std::vector<std::string>& others);

/// Calls f(path, command) on a command and all below it; path: "", "check", "facts template".
template <typename F> void each_command(const Command& command, const std::string& path, F&& f) {
  f(path, command);
  for (const Command& below : command.commands)
    each_command(below, path.empty() ? below.name : path + " " + below.name, f);
}

/// The first sentence, without its full stop.
std::string first_sentence(std::string_view text);

} // namespace ward::shell
