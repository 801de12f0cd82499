// A stand-in for a defect in C code: whoever asks for the time of a record whose value holds the
// marker dies at once, as after a wild store. Loaded with LD_PRELOAD before librdkafka; the program
// under trial is the shipped one.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <librdkafka/rdkafka.h>

int64_t rd_kafka_message_timestamp(const rd_kafka_message_t *message,
                                   rd_kafka_timestamp_type_t *type) {
  static const char marker[] = "this record kills";
  static int64_t (*next)(const rd_kafka_message_t *, rd_kafka_timestamp_type_t *);
  if (message->payload && memmem(message->payload, message->len, marker, sizeof marker - 1))
    kill(getpid(), SIGKILL);
  if (!next)
    *(void **)&next = dlsym(RTLD_NEXT, "rd_kafka_message_timestamp");
  return next(message, type);
}
