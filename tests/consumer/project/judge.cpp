// SPDX-License-Identifier: Apache-2.0
// judge_cpp BUNDLE FACTS AS_OF CITATION: prints the verdict of one provision.
#include <ward/ward.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

int main(int argc, char** argv) {
  if (argc != 5)
    return 2;
  std::ifstream file(argv[2], std::ios::binary);
  const std::string facts{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const std::string day = argv[3];

  ward_error error{};
  int32_t as_of = 0;
  ward_bundle* opened = nullptr;
  if (ward_parse_date(day.data(), day.size(), &as_of) != WARD_OK ||
      ward_bundle_open(argv[1], nullptr, nullptr, &opened, &error) != WARD_OK)
    return 2;
  const std::unique_ptr<ward_bundle, void (*)(ward_bundle*)> bundle(opened, ward_bundle_free);
  ward_report* judged = nullptr;
  if (ward_evaluate(bundle.get(), facts.data(), facts.size(), as_of, nullptr, &judged, &error) !=
      WARD_OK)
    return 2;
  const std::unique_ptr<ward_report, void (*)(ward_report*)> report(judged, ward_report_free);
  ward_verdict verdict = WARD_NOT_JUDGED;
  if (ward_report_provision(report.get(), argv[4], &verdict) != WARD_OK)
    return 2;
  std::printf("%s\n", ward_verdict_name(verdict));
}
