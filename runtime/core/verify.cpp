// SPDX-License-Identifier: Apache-2.0
#include "core/verify.h"

namespace ward::rt {

ward_status Verify::bad(const char* what, uint64_t index, const char* problem) const {
  fail(error, WARD_ERR_BAD_BUNDLE, "the bundle breaks a rule of its format: ")
      << what << " " << index << " " << problem << ": rebuild the bundle with `ward build`";
  return WARD_ERR_BAD_BUNDLE;
}

bool Verify::below(const flatbuffers::Vector<uint32_t>& indices, uint32_t count) {
  if (indices.size() > budget)
    return false;
  budget -= indices.size();
  for (uint32_t index : indices) {
    if (index >= count)
      return false;
  }
  return true;
}

bool Verify::global_truth(uint32_t node, bool optional) const {
  if (node == no_node)
    return optional;
  if (node >= root.nodes()->size())
    return false;
  const bundle::Node& found = *root.nodes()->Get(node);
  return found.lane() == 0 && found.kind() == bundle::ValueKind::truth;
}

bool Verify::of_row(uint32_t node, uint32_t table, bundle::ValueKind kind, bool optional) const {
  if (node == no_node)
    return optional;
  if (node >= root.nodes()->size())
    return false;
  const bundle::Node& found = *root.nodes()->Get(node);
  return found.kind() == kind && (found.lane() == 0 || found.lane() == table + 1);
}

bool Verify::origin_ok(const bundle::Origin& origin) const {
  return origin.line() == 0 || origin.file() < root.files()->size();
}

ward_status verify_payload(const bundle::Bundle& root, uint64_t payload_size,
                           const BundleLimits& limits, Arena& arena, ward_error* error) {
  Verify verify{root, limits, arena, error, payload_size / sizeof(uint32_t)};
  ward_status status = verify.complete();
  if (status == WARD_OK)
    status = verify.pools();
  if (status == WARD_OK)
    status = verify.shapes();
  if (status == WARD_OK)
    status = verify.program();
  if (status == WARD_OK)
    status = verify.tree();
  if (status == WARD_OK)
    status = verify.verdicts();
  if (status == WARD_OK)
    status = verify.duties();
  if (status == WARD_OK)
    status = verify.penalties();
  if (status == WARD_OK)
    status = verify.assessments();
  return status;
}

} // namespace ward::rt
