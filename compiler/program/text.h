// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/expected.h"
#include "program/program.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ward::program {

/// The text form of a verified program: one record or node a line, fields that have their default
/// left out, constants written out. parse(print(p)) gives p.
///
///     ward_program 1
///     library "demo" version "1"
///     file "a.ward"
///     fact "org.size" type count
///     table "systems"
///       field "id" type text
///       field "mfa" type enumeration:0?
///     %0 = fact org.size : number @0:3:5
///     %1 = number 5 : number
///     %2 = less %0 %1 : truth
///     %3 = field id : text lane systems
///     %4 = every systems _ %7 : truth
///     control "access.ids" applies %2
///
/// Types are `[set:]name[:of][/scale][?]`, periods `90d` and `12m`, places `file:line:column`, `_`
/// is no node. Texts are quoted with JSON's escapes for `"`, `\` and control characters.
std::string print(const Program& program);

struct ParseError {
  uint32_t line = 0; ///< from 1
  std::string message;
};

/// Reads the text form. What is read is normalized but not verified; nodes stay as written, so
/// that a test may hold a broken program. Lines that are blank or start with `#` are skipped.
base::Expected<Program, ParseError> parse(std::string_view text);

} // namespace ward::program
