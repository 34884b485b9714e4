// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api/allocator.h"
#include "core/bundle.h"
#include "report/report.h"
#include "ward/ward.h"

struct ward_bundle {
  ward_bundle(const ward_allocator& the_allocator, const ward::rt::BundleLimits& limits)
      : allocator(the_allocator), bundle(the_allocator, limits) {}

  ward_allocator allocator;
  ward::rt::Bundle bundle;
};

struct ward_report {
  ward_report(const ward_bundle& of, const ward_allocator& the_allocator, uint64_t limit)
      : allocator(the_allocator), counter(the_allocator, limit),
        report(of.bundle, counter.allocator()), json(counter.allocator()) {}

  ward_allocator allocator;
  ward::rt::CountingAllocator counter;
  ward::rt::Report report;
  ward::rt::Buffer json;
  bool json_written = false;
};

namespace ward::rt {

/// Clears `error` where there is one.
void clear(ward_error* error);
/// Fills `error` where there is one; gives `status`.
ward_status fail_call(ward_error* error, ward_status status, const char* message);

/// The runtime's own parts of a report, for the tool, which reads them beside the C ABI.
inline Report& report_of(ward_report& report) {
  return report.report;
}

} // namespace ward::rt
