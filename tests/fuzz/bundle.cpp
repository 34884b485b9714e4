// SPDX-License-Identifier: Apache-2.0
// Any payload, with its hash made right: it opens and can be judged, or it is refused with a
// sentence.
#include "fuzz/header.h"
#include "ward/ward.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::vector<uint8_t> file = ward::fuzz::with_header(data, size);
  ward_bundle* bundle = nullptr;
  ward_error error{};
  if (ward_bundle_open_copy(file.data(), file.size(), nullptr, nullptr, &bundle, &error) !=
      WARD_OK) {
    if (bundle != nullptr || error.message[0] == '\0')
      std::abort();
    return 0;
  }
  const char facts[] = "{}";
  ward_report* report = nullptr;
  if (ward_evaluate(bundle, facts, 2, 20454, nullptr, &report, &error) == WARD_OK) {
    ward_string json;
    if (ward_report_json(report, &json) != WARD_OK)
      std::abort();
    ward_report_free(report);
  }
  ward_bundle_free(bundle);
  return 0;
}
