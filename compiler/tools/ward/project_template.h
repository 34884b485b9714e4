// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace ward::tool {

/// A file of a new project.
struct TemplateFile {
  std::string path; ///< relative to the project
  std::string text;
};

enum class Pipeline { github, gitlab, none };

/// Whether a manifest takes it as the name of a package: a letter, then letters, digits, `-`, `_`
/// and `.`; at most 64.
bool is_project_name(const std::string& name);

/// A name for a project from that of its folder: what is no letter, digit, `-`, `_` or `.` becomes
/// `-`; "policy" where no letter can begin it.
std::string project_name(const std::string& folder);

/// A project that passes `ward fmt --check`, `lint --deny warnings`, `check` and `test`: a policy
/// with one house rule on top of the library, facts, a pipeline. `day`, YYYY-MM-DD, is that of its
/// facts.
std::vector<TemplateFile> project_template(const std::string& name, const std::string& day,
                                           Pipeline pipeline);

} // namespace ward::tool
