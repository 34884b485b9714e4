// SPDX-License-Identifier: Apache-2.0
#include "core/arena.h"

namespace ward::rt {
namespace {

constexpr size_t block_alignment = 64;
constexpr size_t first_block = size_t{16} << 10;
constexpr size_t largest_block = size_t{4} << 20;

char* align_up(char* pointer, size_t alignment) {
  const auto address = reinterpret_cast<uintptr_t>(pointer);
  return pointer + (alignment - address % alignment) % alignment;
}

} // namespace

Arena::~Arena() {
  while (blocks_ != nullptr) {
    Block* block = blocks_;
    blocks_ = block->next;
    allocator_.release(allocator_.context, block, block->size, block_alignment);
  }
}

void* Arena::allocate(size_t size, size_t alignment) {
  if (cursor_ != nullptr) {
    char* start = align_up(cursor_, alignment);
    if (start <= end_ && size <= static_cast<size_t>(end_ - start)) {
      cursor_ = start + size;
      return start;
    }
  }
  if (size > SIZE_MAX / 2 - 2 * block_alignment) {
    failed_ = true;
    return nullptr;
  }
  // Blocks grow with what was asked so far; a large request gets a block of its own and the rest of
  // the current one stays in use.
  const size_t needed = sizeof(Block) + alignment + size;
  size_t wanted = reserved_ < first_block ? first_block : reserved_;
  if (wanted > largest_block)
    wanted = largest_block;
  const bool alone = needed > wanted;
  const size_t bytes = alone ? needed : wanted;
  void* memory = allocator_.allocate(allocator_.context, bytes, block_alignment);
  if (memory == nullptr) {
    failed_ = true;
    return nullptr;
  }
  reserved_ += bytes;
  Block* block = new (memory) Block{blocks_, bytes};
  blocks_ = block;
  char* start = align_up(reinterpret_cast<char*>(block + 1), alignment);
  if (!alone || cursor_ == nullptr) {
    cursor_ = start + size;
    end_ = static_cast<char*>(memory) + bytes;
  }
  return start;
}

} // namespace ward::rt
