// SPDX-License-Identifier: Apache-2.0
#include "tools/shell/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace ward::shell {

namespace {

/// Text of a page: hyphens of options stay such, and nothing at the start of a line is a request.
std::string escaped(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\''))
      out += "\\&";
    line_start = c == '\n';
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return c == ' ' ? '-' : std::toupper(c); });
  return out;
}

std::string option_text(const Option& option) {
  std::string out = ".TP\n";
  if (option.is_positional) {
    out += fmt::format("\\fI{}\\fR\n", escaped(option.names.front()));
  } else {
    std::vector<std::string> names;
    for (const std::string& name : option.names)
      names.push_back("\\fB" + escaped(name) + "\\fR");
    out += fmt::format("{}", fmt::join(names, ", "));
    if (!option.value.empty())
      out += fmt::format(" \\fI{}\\fR", escaped(option.value));
    out += '\n';
  }
  return out + escaped(option.help) + "\n";
}

/// The footer of --help: examples, remarks and the exit codes, each below its own head.
struct Footer {
  static constexpr std::string_view exit_codes = "Exit codes:";
  std::string examples, remarks, status;

  explicit Footer(std::string_view text) {
    std::string* part = &remarks;
    for (const std::string& line : lines_of(text)) {
      if (line == "Examples:") {
        part = &examples;
        continue;
      }
      if (const size_t codes = line.find(exit_codes); codes != std::string::npos) {
        if (codes > 0)
          *part += line.substr(0, codes) + "\n";
        part = &status;
        *part += line.substr(std::min(codes + exit_codes.size() + 1, line.size())) + "\n";
        continue;
      }
      if (line.empty()) {
        part = &remarks;
        if (!remarks.empty())
          remarks += "\n";
        continue;
      }
      *part += line + "\n";
    }
  }
};

std::string paragraphs(const std::string& text) {
  std::string out;
  for (const std::string& line : lines_of(text))
    out += line.empty() ? ".PP\n" : escaped(line) + "\n";
  return out;
}

std::string synopsis(const Command& command, std::string_view path) {
  std::string out = fmt::format(".B {}\n", escaped(path));
  if (!command.commands.empty())
    return out + ".I command\n[\\fIoptions\\fR] ...\n";
  for (const Option& option : command.options)
    if (option.is_positional)
      out += fmt::format("{}\\fI{}\\fR{}{}\n", option.is_required ? "" : "[",
                         escaped(option.names.front()), option.takes_many ? " ..." : "",
                         option.is_required ? "" : "]");
  return out + "[\\fIoptions\\fR]\n";
}

} // namespace

std::string first_sentence(std::string_view text) {
  const size_t end = std::min({text.find(". "), text.find(".\n"), text.find('\n'), text.size()});
  std::string out(text.substr(0, end));
  if (out.ends_with('.'))
    out.pop_back();
  return out;
}

std::string manual_page(const Command& command, std::string_view path, std::string_view version,
                        const std::vector<std::string>& others) {
  std::string name(path);
  std::replace(name.begin(), name.end(), ' ', '-');
  std::string out = "'\\\" t\n";
  out += ".\\\" Made from the options of the program; it is not edited.\n";
  out += fmt::format(".TH {} 1 \"\" \"ward {}\" \"Ward manual\"\n", upper(path), version);
  out += ".nh\n.ad l\n";
  out += fmt::format(".SH NAME\n{} \\- {}\n", escaped(name), escaped(first_sentence(command.help)));
  out += ".SH SYNOPSIS\n" + synopsis(command, path);
  out += ".SH DESCRIPTION\n" + escaped(command.help) + "\n";
  if (!command.commands.empty()) {
    out += ".SH COMMANDS\n";
    for (const Command& below : command.commands)
      out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(below.name), escaped(below.help));
  }
  const auto add_options = [&](const char* head, bool positional) {
    std::string listed;
    for (const Option& option : command.options)
      if (option.is_positional == positional)
        listed += option_text(option);
    if (!listed.empty())
      out += fmt::format(".SH {}\n{}", head, listed);
  };
  add_options("ARGUMENTS", true);
  add_options("OPTIONS", false);
  const Footer footer(command.footer);
  if (!footer.remarks.empty())
    out += ".SH NOTES\n" + paragraphs(footer.remarks);
  if (!footer.examples.empty())
    out += ".SH EXAMPLES\n.nf\n" + escaped(footer.examples) + ".fi\n";
  if (!footer.status.empty())
    out += ".SH EXIT STATUS\n" + paragraphs(footer.status);
  if (!others.empty()) {
    std::vector<std::string> see;
    for (const std::string& other : others)
      see.push_back(fmt::format("\\fB{}\\fR(1)", escaped(other)));
    out += fmt::format(".SH SEE ALSO\n{}\n", fmt::join(see, ",\n"));
  }
  return out;
}

} // namespace ward::shell
