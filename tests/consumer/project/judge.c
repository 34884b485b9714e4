/* SPDX-License-Identifier: Apache-2.0 */
/* judge_c BUNDLE FACTS AS_OF CITATION: prints the verdict of one provision. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ward/ward.h>

static int fail(const char* what, const ward_error* error) {
  fprintf(stderr, "%s: %s: %s\n", what, ward_status_name(error->status), error->message);
  return 2;
}

int main(int argc, char** argv) {
  if (argc != 5)
    return 2;
  static char facts[1 << 16];
  FILE* file = fopen(argv[2], "rb");
  if (!file)
    return 2;
  const size_t size = fread(facts, 1, sizeof facts, file);
  fclose(file);

  ward_error error;
  int32_t as_of;
  if (ward_parse_date(argv[3], strlen(argv[3]), &as_of) != WARD_OK)
    return 2;
  ward_bundle* bundle;
  if (ward_bundle_open(argv[1], NULL, NULL, &bundle, &error) != WARD_OK)
    return fail("bundle", &error);
  ward_report* report;
  if (ward_evaluate(bundle, facts, size, as_of, NULL, &report, &error) != WARD_OK) {
    ward_bundle_free(bundle);
    return fail("facts", &error);
  }
  ward_verdict verdict;
  const ward_status status = ward_report_provision(report, argv[4], &verdict);
  if (status == WARD_OK)
    printf("%s\n", ward_verdict_name(verdict));
  ward_report_free(report);
  ward_bundle_free(bundle);
  return status == WARD_OK ? 0 : 2;
}
