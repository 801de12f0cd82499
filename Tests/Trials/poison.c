// A stand-in for a defect in C code: whoever hands over a report of a certain trace dies at once, as
// after a wild store. Loaded with LD_PRELOAD before librdkafka; the program under trial is the
// shipped one.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <librdkafka/rdkafka.h>

static int holds(const void *value, ssize_t size, const char *text) {
  return size > 0 && memmem(value, (size_t)size, text, strlen(text)) != NULL;
}

rd_kafka_resp_err_t rd_kafka_header_add(rd_kafka_headers_t *headers, const char *name,
                                        ssize_t name_size, const void *value,
                                        ssize_t value_size) {
  static rd_kafka_resp_err_t (*next)(rd_kafka_headers_t *, const char *, ssize_t, const void *,
                                     ssize_t);
  // The headers of one record come one after the other, on one thread, its type before its trace.
  static __thread int is_report;
  if (holds(name, name_size, "ce_type"))
    is_report = holds(value, value_size, "org.vigie.report.v1");
  if (is_report && holds(name, name_size, "traceparent") && holds(value, value_size, "-dead"))
    kill(getpid(), SIGKILL);
  if (!next)
    *(void **)&next = dlsym(RTLD_NEXT, "rd_kafka_header_add");
  return next(headers, name, name_size, value, value_size);
}
