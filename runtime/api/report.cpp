// SPDX-License-Identifier: Apache-2.0
#include "api/handles.h"
#include "core/calendar.h"
#include "facts/binder.h"

#include <cstring>
#include <new>

using namespace ward::rt;

namespace {

const char* wrong_options(const ward_options& options) {
  if (options.struct_size != sizeof(ward_options))
    return "options.struct_size is not sizeof(ward_options)";
  if (options.limits != nullptr && options.limits->struct_size != sizeof(ward_limits))
    return "limits.struct_size is not sizeof(ward_limits)";
  if (options.assume_count > 0 && options.assume == nullptr)
    return "options.assume is null";
  for (size_t i = 0; i < options.assume_count; ++i)
    if (options.assume[i] == nullptr)
      return "a name in options.assume is null";
  const ward_allocator* allocator = options.allocator;
  if (allocator != nullptr && (allocator->allocate == nullptr || allocator->release == nullptr))
    return "the allocator lacks a function";
  return nullptr;
}

} // namespace

ward_status ward_evaluate(const ward_bundle* bundle, const char* facts, size_t facts_size,
                          int32_t as_of_days, const ward_options* options, ward_report** out_report,
                          ward_error* error) {
  clear(error);
  if (out_report == nullptr)
    return fail_call(error, WARD_ERR_ARGUMENT, "out_report is null");
  *out_report = nullptr;
  if (bundle == nullptr)
    return fail_call(error, WARD_ERR_ARGUMENT, "bundle is null");
  if (facts == nullptr && facts_size != 0)
    return fail_call(error, WARD_ERR_ARGUMENT, "facts is null");
  if (as_of_days < first_day || as_of_days > last_day)
    return fail_call(error, WARD_ERR_ARGUMENT, "as_of_days is no day of the years 1 to 9999");
  ward_options chosen = {};
  if (options != nullptr) {
    if (const char* wrong = wrong_options(*options))
      return fail_call(error, WARD_ERR_ARGUMENT, wrong);
    chosen = *options;
  }
  const ward_allocator memory = chosen.allocator != nullptr ? *chosen.allocator : bundle->allocator;
  const FactLimits limits = FactLimits::from(chosen.limits);
  void* place = memory.allocate(memory.context, sizeof(ward_report), alignof(ward_report));
  if (place == nullptr)
    return fail_call(error, WARD_ERR_OUT_OF_MEMORY, "no memory to judge the facts");
  auto* report = new (place) ward_report(*bundle, memory, limits.max_memory_bytes);

  BindInput input;
  input.facts = facts_size == 0 ? "" : facts;
  input.size = facts_size;
  input.as_of = as_of_days;
  input.profile = chosen.profile;
  input.assume = chosen.assume;
  input.assume_count = chosen.assume_count;
  ReportOptions wanted;
  wanted.judge.without_reasons = chosen.without_reasons != 0;
  wanted.redact = chosen.redact != 0;
  ward_error local = {};
  ward_status status = report->report.run(input, limits, wanted, local);
  if (status == WARD_ERR_OUT_OF_MEMORY && report->counter.exceeded()) {
    status = local.status = WARD_ERR_LIMIT;
    FixedText(local.message, sizeof local.message)
        << "judging needs more memory than max_memory_bytes, " << limits.max_memory_bytes;
  }
  if (status != WARD_OK) {
    ward_report_free(report);
    if (error != nullptr)
      *error = local;
    return status;
  }
  *out_report = report;
  return WARD_OK;
}

void ward_report_free(ward_report* report) {
  if (report == nullptr)
    return;
  const ward_allocator memory = report->allocator;
  report->~ward_report();
  memory.release(memory.context, report, sizeof(ward_report), alignof(ward_report));
}

ward_status ward_report_provision(const ward_report* report, const char* citation,
                                  ward_verdict* out_verdict) {
  if (report == nullptr || citation == nullptr || out_verdict == nullptr)
    return WARD_ERR_ARGUMENT;
  const Report& judged = report->report;
  const auto& provisions = *judged.bundle.root().provisions();
  const uint32_t name = judged.bundle.find_string(citation, std::strlen(citation));
  bool found = false;
  *out_verdict = WARD_NOT_JUDGED;
  for (uint32_t i = 0; name != UINT32_MAX && i < provisions.size(); ++i) {
    if (provisions.Get(i)->citation() != name)
      continue;
    found = true;
    // At most one version of a citation is judged on a day.
    const ward_verdict verdict = judged.judgement.provisions[i].line.verdict;
    if (verdict != WARD_NOT_JUDGED)
      *out_verdict = verdict;
  }
  return found ? WARD_OK : WARD_ERR_ARGUMENT;
}

ward_status ward_report_control(const ward_report* report, const char* path,
                                ward_verdict* out_verdict) {
  if (report == nullptr || path == nullptr || out_verdict == nullptr)
    return WARD_ERR_ARGUMENT;
  const Report& judged = report->report;
  const auto& controls = *judged.bundle.root().controls();
  const uint32_t name = judged.bundle.find_string(path, std::strlen(path));
  for (uint32_t i = 0; name != UINT32_MAX && i < controls.size(); ++i) {
    if (controls.Get(i)->path() != name)
      continue;
    *out_verdict = judged.judgement.controls[i].line.verdict;
    return WARD_OK;
  }
  return WARD_ERR_ARGUMENT;
}

ward_status ward_report_count(const ward_report* report, const char* authority,
                              ward_verdict verdict, uint32_t* out_count) {
  if (report == nullptr || out_count == nullptr)
    return WARD_ERR_ARGUMENT;
  const Report& judged = report->report;
  const auto& authorities = *judged.bundle.root().authorities();
  uint32_t name = UINT32_MAX;
  if (authority != nullptr) {
    name = judged.bundle.find_string(authority, std::strlen(authority));
    if (name == UINT32_MAX)
      return WARD_ERR_ARGUMENT;
  }
  bool found = authority == nullptr;
  uint32_t total = 0;
  for (uint32_t i = 0; i < authorities.size(); ++i) {
    if (authority != nullptr && authorities.Get(i)->name() != name)
      continue;
    found = true;
    const AuthorityCount& count = judged.judgement.authorities[i];
    switch (verdict) {
    case WARD_MET:
      total += count.met;
      break;
    case WARD_NOT_MET:
      total += count.not_met;
      break;
    case WARD_UNKNOWN:
      total += count.unknown;
      break;
    case WARD_NOT_APPLICABLE:
      total += count.not_applicable;
      break;
    case WARD_NOT_JUDGED:
      total += count.not_judged;
      break;
    default:
      return WARD_ERR_ARGUMENT;
    }
  }
  if (found)
    *out_count = total;
  return found ? WARD_OK : WARD_ERR_ARGUMENT;
}

ward_status ward_report_json(ward_report* report, ward_string* out_json) {
  if (report == nullptr || out_json == nullptr)
    return WARD_ERR_ARGUMENT;
  *out_json = {nullptr, 0};
  if (!report->json_written) {
    report->json.clear();
    const ward_status status = write_json(report->report, report->json);
    if (status != WARD_OK)
      return status;
    report->json_written = true;
  }
  *out_json = {report->json.data(), report->json.size()};
  return WARD_OK;
}
