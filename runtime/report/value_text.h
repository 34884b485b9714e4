// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bound_facts.h"
#include "core/bundle.h"
#include "core/number.h"
#include "report/buffer.h"

#include <cstdint>

namespace ward::rt {

/// Writes what was said, in the one form of its type, which a fact file accepts again:
/// `true`, `4`, `-2.5`, `95%`, `$12.50`, `2026-01-31`, `60 days`, `6 years` (months where twelve do
/// not divide them), `72 hours` (minutes where sixty do not), a member's name, a text as it is,
/// `{a, b}` for a set, `none`. False: nothing was said.
bool write_value(const Bundle& bundle, const BoundFacts& facts, const bundle::TypeRef& type,
                 const Cell& cell, Buffer& out);

/// `2026-01-31`; `day` lies within the years 1 to 9999.
void write_date(int64_t day, Buffer& out);

/// `90 days`, `6 years`; nothing for a period of 0.
void write_period(const bundle::Period& period, Buffer& out);

/// `62.5%` of 625,000 millionths.
void write_percent(int64_t millionths, Buffer& out);

/// `$2,134,831`, `$12.50`: as the language writes money (R1.4); never below zero.
void write_money(Int128 cents, Buffer& out);
/// `1,234`: digits in threes.
void write_count(Int128 count, Buffer& out);

/// The text of an id of one evaluation.
Bytes text_of(const Bundle& bundle, const BoundFacts& facts, TextId id);

} // namespace ward::rt
