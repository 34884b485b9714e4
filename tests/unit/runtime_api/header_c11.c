/* SPDX-License-Identifier: Apache-2.0 */
/* ward.h is C11: this file is compiled as C and judges a bundle. */
#include "ward/ward.h"

_Static_assert(WARD_OK == 0, "success is zero");

ward_status ward_test_judge_from_c(const void* data, size_t size, const char* facts,
                                   size_t facts_size, int32_t as_of, const char* citation,
                                   ward_verdict* verdict) {
  ward_limits limits = {0};
  ward_options options = {0};
  ward_bundle* bundle = NULL;
  ward_report* report = NULL;
  ward_error error;
  limits.struct_size = sizeof limits;
  options.struct_size = sizeof options;
  options.limits = &limits;
  ward_status status = ward_bundle_open_copy(data, size, NULL, &limits, &bundle, &error);
  if (status == WARD_OK)
    status = ward_evaluate(bundle, facts, facts_size, as_of, &options, &report, &error);
  if (status == WARD_OK)
    status = ward_report_provision(report, citation, verdict);
  ward_report_free(report);
  ward_bundle_free(bundle);
  return status;
}
