// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command_line.h"
#include "tools/ward/shell_commands.h"

#include <memory>

namespace ward::tool {

Runner add_completion(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  app.description("Print a script that completes commands, options and their values in a shell.");
  app.add_option("shell", *name, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  app.footer("Examples:\n"
             "  source <(ward completion bash)                    in this shell; or in ~/.bashrc\n"
             "  ward completion zsh > ~/.zfunc/_ward              with ~/.zfunc in fpath\n"
             "  ward completion fish > ~/.config/fish/completions/ward.fish\n"
             "\n"
             "An installation brings all three where the shells look for them.\n"
             "Exit codes: 0 printed; 2 wrong usage.");
  return [&app, name] {
    const shell::Command root = command_line(*app.get_parent());
    print(*name == "bash"  ? shell::bash_completion(root)
          : *name == "zsh" ? shell::zsh_completion(root)
                           : shell::fish_completion(root));
    return Exit::clean;
  };
}

} // namespace ward::tool
