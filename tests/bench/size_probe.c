/* SPDX-License-Identifier: Apache-2.0 */
/* The smallest use of the runtime: opens a bundle, judges the facts on standard input, prints the
 * report. */
#include "ward/ward.h"

#include <stdio.h>

static char facts[1 << 20];

int main(int count, char** arguments) {
  ward_bundle* bundle = NULL;
  ward_report* report = NULL;
  ward_string json = {0};
  ward_error error = {0};
  int32_t day = 0;
  if (count != 3)
    return 2;
  size_t size = fread(facts, 1, sizeof facts, stdin);
  ward_status status = ward_parse_date(arguments[2], 10, &day);
  if (status == WARD_OK)
    status = ward_bundle_open(arguments[1], NULL, NULL, &bundle, &error);
  if (status == WARD_OK)
    status = ward_evaluate(bundle, facts, size, day, NULL, &report, &error);
  if (status == WARD_OK)
    status = ward_report_json(report, &json);
  if (status == WARD_OK)
    fwrite(json.data, 1, json.size, stdout);
  else
    fprintf(stderr, "%s: %s\n", ward_status_name(status), error.message);
  ward_report_free(report);
  ward_bundle_free(bundle);
  return status == WARD_OK ? 0 : 2;
}
