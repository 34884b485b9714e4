// SPDX-License-Identifier: Apache-2.0
// Any bytes as facts of a small bundle: a report, or an error with a sentence.
#include "fuzz/header.h"
#include "ward/ward.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

ward_bundle* open_sample() {
  std::ifstream stream(WARD_SOURCE_DIR "/tests/fuzz/corpus/bundle/1", std::ios::binary);
  const std::vector<char> payload{std::istreambuf_iterator<char>(stream), {}};
  const std::vector<uint8_t> file =
      ward::fuzz::with_header(reinterpret_cast<const uint8_t*>(payload.data()), payload.size());
  ward_bundle* bundle = nullptr;
  if (ward_bundle_open_copy(file.data(), file.size(), nullptr, nullptr, &bundle, nullptr) !=
      WARD_OK) {
    std::abort();
  }
  return bundle;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static ward_bundle* bundle = open_sample();
  ward_error error{};
  ward_report* report = nullptr;
  const ward_status status = ward_evaluate(bundle, reinterpret_cast<const char*>(data), size, 20454,
                                           nullptr, &report, &error);
  if (status != WARD_OK) {
    if (report != nullptr || error.message[0] == '\0')
      std::abort();
    return 0;
  }
  ward_string json;
  if (ward_report_json(report, &json) != WARD_OK || json.size == 0)
    std::abort();
  ward_report_free(report);
  return 0;
}
