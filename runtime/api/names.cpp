// SPDX-License-Identifier: Apache-2.0
#include "facts/scalars.h"
#include "ward/ward.h"

const char* ward_status_name(ward_status status) {
  switch (status) {
  case WARD_OK:
    return "ok";
  case WARD_ERR_ARGUMENT:
    return "argument";
  case WARD_ERR_IO:
    return "io";
  case WARD_ERR_BAD_BUNDLE:
    return "bad_bundle";
  case WARD_ERR_NEWER_BUNDLE:
    return "newer_bundle";
  case WARD_ERR_BAD_FACTS:
    return "bad_facts";
  case WARD_ERR_LIMIT:
    return "limit";
  case WARD_ERR_OUT_OF_MEMORY:
    return "out_of_memory";
  }
  return "?";
}

const char* ward_verdict_name(ward_verdict verdict) {
  switch (verdict) {
  case WARD_MET:
    return "met";
  case WARD_NOT_MET:
    return "not_met";
  case WARD_UNKNOWN:
    return "unknown";
  case WARD_NOT_APPLICABLE:
    return "not_applicable";
  case WARD_NOT_JUDGED:
    return "not_judged";
  case WARD_IMPLEMENTED:
    return "implemented";
  case WARD_NOT_IMPLEMENTED:
    return "not_implemented";
  }
  return "?";
}

ward_verdict ward_verdict_worst(ward_verdict a, ward_verdict b) {
  constexpr ward_verdict worst_first[] = {WARD_NOT_MET, WARD_UNKNOWN, WARD_MET, WARD_NOT_APPLICABLE,
                                          WARD_NOT_JUDGED};
  for (const ward_verdict verdict : worst_first)
    if (a == verdict || b == verdict)
      return verdict;
  return WARD_UNKNOWN; // no verdicts of provisions
}

ward_status ward_parse_date(const char* text, size_t size, int32_t* out_days) {
  int64_t days = 0;
  if (text == nullptr || out_days == nullptr || size != 10)
    return WARD_ERR_ARGUMENT;
  if (ward::rt::parse_date({text, 10}, days) != ward::rt::Fault::none)
    return WARD_ERR_ARGUMENT;
  *out_days = static_cast<int32_t>(days);
  return WARD_OK;
}
