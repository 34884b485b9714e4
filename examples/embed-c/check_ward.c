/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check_ward BUNDLE FACTS AS_OF [CITATION ...]
 *
 * A check for a monitoring system, in the form that Nagios, Icinga and their kin read: one line,
 * then a line for each citation named, and an exit code:
 *
 *   0 OK        everything judged is met
 *   2 CRITICAL  something is not met
 *   3 UNKNOWN   nothing is not met, but something is unknown; or there is nothing to judge by
 *
 * An unknown is never OK: a collector that stopped reporting must not turn the light green.
 * Memory comes from one buffer of fixed size. Where it is too small, that is said; nothing is
 * aborted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ward/ward.h>

enum { OK = 0, CRITICAL = 2, UNKNOWN = 3 };

/* ---- memory ---------------------------------------------------------------------------------- */

#define POOL_BYTES (1024u * 1024u)

/* Blocks lie one behind the other; only the last one can be given back, which is how an arena uses
 * it. */
typedef struct pool {
  size_t used;
  _Alignas(64) unsigned char bytes[POOL_BYTES];
} pool;

static void* pool_allocate(void* context, size_t size, size_t alignment) {
  pool* from = context;
  const size_t start = (from->used + alignment - 1) & ~(alignment - 1);
  if (start > POOL_BYTES || size > POOL_BYTES - start)
    return NULL;
  from->used = start + size;
  return from->bytes + start;
}

static void pool_release(void* context, void* memory, size_t size, size_t alignment) {
  pool* from = context;
  (void)alignment;
  const size_t start = (size_t)((unsigned char*)memory - from->bytes);
  if (start + size == from->used)
    from->used = start;
}

/* ---- input ----------------------------------------------------------------------------------- */

#define FACTS_BYTES (256u * 1024u)

/* Reads a whole file; 0 if it cannot be read or is larger than the buffer. */
static int read_facts(const char* path, char* buffer, size_t* size) {
  FILE* file = fopen(path, "rb");
  if (!file)
    return 0;
  *size = fread(buffer, 1, FACTS_BYTES + 1, file);
  const int whole = !ferror(file) && *size <= FACTS_BYTES;
  fclose(file);
  return whole;
}

/* "UNKNOWN - facts.json:3:17: servers["db"].audit_log: ..." and no verdict. */
static int refuse(const char* path, const ward_error* error) {
  printf("UNKNOWN - %s", path);
  if (error->line)
    printf(":%u:%u", error->line, error->column);
  if (error->path[0])
    printf(": %s", error->path);
  printf(": %s\n", error->message);
  return UNKNOWN;
}

/* ---- output ---------------------------------------------------------------------------------- */

static uint32_t count(const ward_report* report, ward_verdict verdict) {
  uint32_t number = 0;
  ward_report_count(report, NULL, verdict, &number);
  return number;
}

static int show(const ward_report* report, const char* as_of, char** citations,
                int citation_count) {
  const uint32_t met = count(report, WARD_MET), not_met = count(report, WARD_NOT_MET);
  const uint32_t unknown = count(report, WARD_UNKNOWN),
                 not_applicable = count(report, WARD_NOT_APPLICABLE);
  const uint32_t judged = met + not_met + unknown + not_applicable;
  const int code = not_met ? CRITICAL : unknown || !judged ? UNKNOWN : OK;

  printf("%s - as of %s: ",
         code == CRITICAL  ? "CRITICAL"
         : code == UNKNOWN ? "UNKNOWN"
                           : "OK",
         as_of);
  if (!judged)
    printf("nothing was judged");
  else
    printf("%u of %u provisions not met, %u unknown", not_met, judged, unknown);
  printf(" | met=%u not_met=%u unknown=%u not_applicable=%u\n", met, not_met, unknown,
         not_applicable);

  for (int i = 0; i < citation_count; ++i) {
    ward_verdict verdict;
    const int found = ward_report_provision(report, citations[i], &verdict) == WARD_OK;
    printf("%-14s %s\n", citations[i],
           found ? ward_verdict_name(verdict) : "no such provision in this bundle");
  }
  return code;
}

/* ---- the program ----------------------------------------------------------------------------- */

int main(int argc, char** argv) {
  if (argc < 4) {
    printf("UNKNOWN - usage: check_ward BUNDLE FACTS AS_OF [CITATION ...]\n");
    return UNKNOWN;
  }
  int32_t as_of;
  if (ward_parse_date(argv[3], strlen(argv[3]), &as_of) != WARD_OK) {
    printf("UNKNOWN - %s is not a date like 2026-11-22\n", argv[3]);
    return UNKNOWN;
  }
  static char facts[FACTS_BYTES + 1];
  size_t facts_size;
  if (!read_facts(argv[2], facts, &facts_size)) {
    printf("UNKNOWN - %s: cannot be read, or is larger than %u bytes\n", argv[2], FACTS_BYTES);
    return UNKNOWN;
  }

  static pool memory;
  const ward_allocator allocator = {&memory, pool_allocate, pool_release};
  ward_error error;
  ward_bundle* bundle;
  if (ward_bundle_open(argv[1], &allocator, NULL, &bundle, &error) != WARD_OK)
    return refuse(argv[1], &error);

  /* Counts and verdicts are all that is shown, so the reasons need not be worked out. */
  ward_options options = {0};
  options.struct_size = sizeof options;
  options.without_reasons = 1;
  ward_report* report;
  if (ward_evaluate(bundle, facts, facts_size, as_of, &options, &report, &error) != WARD_OK) {
    ward_bundle_free(bundle);
    return refuse(argv[2], &error);
  }
  const int code = show(report, argv[3], argv + 4, argc - 4);
  ward_report_free(report);
  ward_bundle_free(bundle);
  return code;
}
