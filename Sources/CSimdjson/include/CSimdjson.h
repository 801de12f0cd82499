#pragma once

#include <stddef.h>
#include <stdint.h>

// A plain C face for simdjson's first stage: UTF-8 check and structural indexes.
// simdjson chooses the fastest implementation for this processor at run time.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CSimdjsonScanner CSimdjsonScanner;

// What a scan found. The codes are ours and closed: the caller only asks "clean or not", and names
// the fault from the bytes, so that every processor gives the same answer.
typedef enum {
  CSimdjsonClean = 0,      // structure indexed, text is UTF-8
  CSimdjsonFaulty = 1,     // not UTF-8, a string unclosed or holding raw control characters, or empty
  CSimdjsonNoMemory = 2    // the capacity could not be allocated
} CSimdjsonOutcome;

// The bytes which must be readable after an input (SIMDJSON_PADDING).
size_t csimdjson_padding(void);

// Returns NULL when memory is short.
CSimdjsonScanner *csimdjson_create(void);
void csimdjson_destroy(CSimdjsonScanner *scanner);

// Indexes the structure of `length` bytes, of which csimdjson_padding() more must be readable.
// On CSimdjsonClean, `*indexes` has `*count` offsets, each below `length`, and `length` itself after
// them; they are valid until the next scan. `length` must be 1…UINT32_MAX - 1.
CSimdjsonOutcome csimdjson_scan(CSimdjsonScanner *scanner, const uint8_t *bytes, size_t length,
                                const uint32_t **indexes, size_t *count);

// The implementation chosen for this processor, such as "haswell"; a static string.
const char *csimdjson_implementation(void);

#ifdef __cplusplus
}
#endif
