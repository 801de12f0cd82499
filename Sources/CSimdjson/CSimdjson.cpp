#include "CSimdjson.h"

#include <simdjson.h>

#include <memory>
#include <new>
#include <string>

struct CSimdjsonScanner {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stages;
};

namespace {
// The indexes cost four bytes for every byte of capacity; it doubles, so that it settles.
constexpr size_t firstCapacity = 16 * 1024;
}  // namespace

size_t csimdjson_padding(void) { return simdjson::SIMDJSON_PADDING; }

CSimdjsonScanner *csimdjson_create(void) {
  auto *scanner = new (std::nothrow) CSimdjsonScanner();
  if (scanner == nullptr) return nullptr;
  auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
      firstCapacity, 1, scanner->stages);
  if (error != simdjson::SUCCESS) {
    delete scanner;
    return nullptr;
  }
  return scanner;
}

void csimdjson_destroy(CSimdjsonScanner *scanner) { delete scanner; }

CSimdjsonOutcome csimdjson_scan(CSimdjsonScanner *scanner, const uint8_t *bytes, size_t length,
                                const uint32_t **indexes, size_t *count) {
  auto &stages = *scanner->stages;
  if (length == 0 || length >= UINT32_MAX) return CSimdjsonFaulty;
  if (stages.capacity() < length) {
    size_t capacity = stages.capacity() < firstCapacity ? firstCapacity : stages.capacity();
    while (capacity < length) capacity *= 2;
    if (capacity > UINT32_MAX - 1) capacity = UINT32_MAX - 1;
    if (stages.set_capacity(capacity) != simdjson::SUCCESS) return CSimdjsonNoMemory;
  }
  if (stages.stage1(bytes, length, simdjson::stage1_mode::regular) != simdjson::SUCCESS) {
    return CSimdjsonFaulty;
  }
  // simdjson allocates room for sentinels after the indexes; this is ours to rely on.
  stages.structural_indexes[stages.n_structural_indexes] = static_cast<uint32_t>(length);
  *indexes = stages.structural_indexes.get();
  *count = stages.n_structural_indexes;
  return CSimdjsonClean;
}

const char *csimdjson_implementation(void) {
  static const std::string name = simdjson::get_active_implementation()->name();
  return name.c_str();
}
