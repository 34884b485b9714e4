// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/exposure.h"
#include "report/fact_lines.h"
#include "report/json_writer.h"
#include "report/judge_duties.h"
#include "report/presumptions.h"
#include "report/report.h"
#include "report/scores.h"

namespace ward::rt {

/// What the writers of a report's parts share.
struct ReportWriter {
  Report& report;
  JsonWriter json;
  FactLines lines;
  Buffer text;
  bool failed = false;

  ReportWriter(Report& the_report, Buffer& out, Arena& arena)
      : report(the_report), json(out), lines(the_report, json, arena), text(arena.allocator()) {}

  const bundle::Bundle& root() const { return report.bundle.root(); }
  Bytes string(uint32_t index) const { return report.bundle.string(index); }
  Bytes citation(uint32_t provision) const {
    return string(root().provisions()->Get(provision)->citation());
  }
  Bytes control_path(uint32_t control) const {
    return string(root().controls()->Get(control)->path());
  }

  // write_lines.cpp
  void reset();                             ///< empties text, keeping in mind that it failed
  void date(const char* name, int32_t day); ///< left out where it is no day of the calendar
  void period(const char* name, const bundle::Period& period);
  void origin(const bundle::Origin& origin);
  void details(uint32_t bits);
  void strings(const char* name, const flatbuffers::Vector<uint32_t>& items);
  /// proof, reason; or to_met, to_not_met, may_matter, missing, stale.
  void verdict_reasons(const Line& line);

  void provisions(); ///< write_provisions.cpp
  void not_judged();
  void controls(); ///< write_controls.cpp
  void exceptions();
  void duties();      ///< write_duties.cpp
  void exposures();   ///< write_exposures.cpp
  void assessments(); ///< write_assessments.cpp; nothing where the bundle has none

private:
  void provision(uint32_t index);
  void needs(const bundle::Provision& provision);
  void element(const bundle::Provision& provision, const bundle::Element& element,
               const ElementLine& line);
  void control(uint32_t index);
  void days(const char* name, const char* name_or, const Days& days);
  void distances(const char* name, const Days& from, int64_t to);
  void violation(const bundle::Duty& duty, const EventReader& reader, const EventFacts& facts,
                 EventStatus status);
  void event(uint32_t duty, uint32_t row, const Presumptions& presumptions);
  void presumptions(const EventReader& reader, const Presumptions& all, uint32_t table,
                    uint32_t row);
  void money(const char* name, Int128 cents);
  void priced_tier(const PricedTier& one, bool known);
  void pricing(const bundle::Exposure& exposure, const Pricing& pricing);
  void share(const char* name, int64_t millionths);
  void unit_score(const bundle::Assessment& assessment, const UnitScore& unit);
  void statement(const bundle::Assessment& assessment, uint32_t index, const StatementScore& one);
  void scores(const bundle::Assessment& assessment, uint32_t index);
  void certificates(const bundle::Assessment& assessment, uint32_t index);
};

} // namespace ward::rt
