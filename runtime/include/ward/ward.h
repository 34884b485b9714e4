/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WARD_WARD_H
#define WARD_WARD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The Ward runtime: opens a compiled rule bundle and judges one organization's facts as of a day.
 *
 * Nothing here reads a clock, a locale or the environment, keeps global state, throws or aborts.
 * Memory comes only from the allocator given. Structs with `struct_size` are set to zero, then
 * struct_size = sizeof(the struct); later versions add fields at the end.
 */

#define WARD_ABI_VERSION 1u
/** Newest bundle format this library reads. */
#define WARD_BUNDLE_FORMAT 1u

typedef enum ward_status {
  WARD_OK = 0,
  WARD_ERR_ARGUMENT = 1, /**< a null pointer, a wrong struct_size, an unknown profile or proposal */
  WARD_ERR_IO = 2,       /**< the file is missing, a directory, or cannot be read */
  WARD_ERR_BAD_BUNDLE = 3, /**< not a bundle, truncated, altered, or breaks a rule of the format */
  WARD_ERR_NEWER_BUNDLE = 4, /**< written for a newer reader */
  WARD_ERR_BAD_FACTS = 5, /**< not JSON, unknown or duplicate key, a value of the wrong type ... */
  WARD_ERR_LIMIT = 6,     /**< a limit of ward_limits was passed; the message names it */
  WARD_ERR_OUT_OF_MEMORY = 7 /**< the allocator returned NULL */
} ward_status;

/** A short name, "bad_facts"; static storage. */
const char* ward_status_name(ward_status status);

/**
 * Where memory comes from. Both functions are called from the thread that calls the library.
 * `allocate` returns NULL to refuse; alignment is a power of two up to 64.
 */
typedef struct ward_allocator {
  void* context;
  void* (*allocate)(void* context, size_t size, size_t alignment);
  void (*release)(void* context, void* memory, size_t size, size_t alignment);
} ward_allocator;

/** Every limit of the runtime. Zero in a field means its default, named in FORMAT.md. */
typedef struct ward_limits {
  size_t struct_size;
  uint64_t max_bundle_bytes; /**< default 1 GiB */
  uint32_t max_nodes;        /**< default 50,000,000 instructions */
  uint32_t max_tables_depth; /**< FlatBuffers verifier depth, default 16 */
  uint64_t max_facts_bytes;  /**< default 256 MiB */
  uint32_t max_facts_depth;  /**< nesting of the JSON, default 16 */
  uint32_t max_rows;         /**< rows of one table, default 1,000,000 */
  uint64_t max_memory_bytes; /**< of one evaluation, default 4 GiB */
} ward_limits;

/** What went wrong and where. Plain data, filled only on failure. */
typedef struct ward_error {
  ward_status status;
  uint32_t line;     /**< of the facts, from 1; 0 if there is no place */
  uint32_t column;   /**< in bytes, from 1; 0 if there is no place */
  uint64_t offset;   /**< byte in the facts or the bundle */
  char path[256];    /**< fact path, "systems[\"portal\"].mfa"; may be cut, always terminated */
  char message[512]; /**< one sentence, lower case, says what to do; always terminated */
} ward_error;

typedef struct ward_bundle ward_bundle;
typedef struct ward_report ward_report;

/**
 * Opens a bundle by mapping the file. The file must not change while it is open: writers replace
 * by rename. allocator NULL: malloc and free. limits NULL: defaults. error may be NULL.
 * On WARD_OK *out_bundle is owned by the caller, freed by ward_bundle_free(); else it is NULL.
 */
ward_status ward_bundle_open(const char* path, const ward_allocator* allocator,
                             const ward_limits* limits, ward_bundle** out_bundle,
                             ward_error* error);

/** The same from memory, which is copied. */
ward_status ward_bundle_open_copy(const void* data, size_t size, const ward_allocator* allocator,
                                  const ward_limits* limits, ward_bundle** out_bundle,
                                  ward_error* error);

/** NULL is allowed. No report of the bundle may be alive. */
void ward_bundle_free(ward_bundle* bundle);

/** Views are UTF-8, not NUL-terminated, and live as long as what they come from. */
typedef struct ward_string {
  const char* data;
  size_t size;
} ward_string;

typedef struct ward_bundle_info {
  ward_string library;
  ward_string version;
  uint64_t release;
  int32_t reviewed_day; /**< days since 1970-01-01; INT32_MIN: not stated */
  uint8_t sha256[32];   /**< of the payload */
  uint32_t provisions, controls, facts, tables, nodes;
} ward_bundle_info;

void ward_bundle_get_info(const ward_bundle* bundle, ward_bundle_info* out_info);

/** What to judge and how. NULL where a ward_evaluate() takes it: no profile, nothing assumed. */
typedef struct ward_options {
  size_t struct_size;
  const char* profile;       /**< a name, or NULL */
  const char* const* assume; /**< names of proposals, besides the profile's */
  size_t assume_count;
  const ward_limits* limits;       /**< or NULL */
  const ward_allocator* allocator; /**< or NULL: the bundle's */
  int redact;          /**< nonzero: values of privileged facts stay out of the report (R4.14) */
  int without_reasons; /**< nonzero: verdicts only, faster */
} ward_options;

/**
 * Judges one organization.
 *
 * facts       UTF-8 JSON object (grammar/REFERENCE.md, R4.4), not NUL-terminated; borrowed for the
 * call. facts_size  bytes. as_of_days  days since 1970-01-01, proleptic Gregorian; the runtime
 * never reads a clock. out_report  on WARD_OK a report owned by the caller, freed by
 * ward_report_free(); else NULL.
 *
 * A fact that is absent is no error: what needs it is unknown in the report, with the reason.
 * Returns WARD_ERR_BAD_FACTS, WARD_ERR_LIMIT, WARD_ERR_OUT_OF_MEMORY, WARD_ERR_ARGUMENT.
 * Safe from several threads with the same bundle, if its allocator is.
 */
ward_status ward_evaluate(const ward_bundle* bundle, const char* facts, size_t facts_size,
                          int32_t as_of_days, const ward_options* options, ward_report** out_report,
                          ward_error* error);

void ward_report_free(ward_report* report);

typedef enum ward_verdict {
  WARD_MET = 0,
  WARD_NOT_MET = 1,
  WARD_UNKNOWN = 2,
  WARD_NOT_APPLICABLE = 3,
  WARD_NOT_JUDGED = 4,
  WARD_IMPLEMENTED = 5,
  WARD_NOT_IMPLEMENTED = 6
} ward_verdict;

/** "not_met"; static storage. */
const char* ward_verdict_name(ward_verdict verdict);

/**
 * Of two units of one organization (the designated components of a hybrid entity, 45 CFR
 * 164.105(a)), the verdict that counts: the worst, not_met before unknown before met before
 * not_applicable before not_judged. Each unit is judged by ward_evaluate() from the shared facts
 * and its own. For verdicts of provisions.
 */
ward_verdict ward_verdict_worst(ward_verdict a, ward_verdict b);

/** The verdict of a provision (or WARD_NOT_JUDGED) by its citation, "hipaa:164.312(b)";
 * WARD_ERR_ARGUMENT if there is none. */
ward_status ward_report_provision(const ward_report* report, const char* citation,
                                  ward_verdict* out_verdict);

/** The same for a control by its path. */
ward_status ward_report_control(const ward_report* report, const char* path,
                                ward_verdict* out_verdict);

/** How many provisions of an authority (NULL: all) have a verdict. */
ward_status ward_report_count(const ward_report* report, const char* authority,
                              ward_verdict verdict, uint32_t* out_count);

/**
 * The whole report as JSON, by the schema runtime/report/report.schema.json. The view lives as
 * long as the report; the first call builds it. WARD_ERR_OUT_OF_MEMORY.
 */
ward_status ward_report_json(ward_report* report, ward_string* out_json);

/** Days since 1970-01-01 of "2026-11-22"; WARD_ERR_ARGUMENT if it is no date of years 1 to 9999. */
ward_status ward_parse_date(const char* text, size_t size, int32_t* out_days);

#ifdef __cplusplus
}
#endif

#endif /* WARD_WARD_H */
