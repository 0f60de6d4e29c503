/* Sends raw audio (16 kHz, 16 bits, little-endian, mono) from standard input, as a sensor does.
 *
 *   cc -std=c11 -Wall -Wextra -O2 -o sensor docs/examples/sensor.c -lrdkafka
 *   arecord -q -t raw -f S16_LE -r 16000 -c 1 | ./sensor localhost:9092 audio.ward bed-4
 *
 * Further arguments are properties of librdkafka: security.protocol=SASL_SSL sasl.mechanism=... */
#include <inttypes.h>
#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RATE = 16000, CHUNK_SAMPLES = RATE / 4, SAMPLE_BYTES = 2 };

static long failed;

static void delivered(rd_kafka_t *producer, const rd_kafka_message_t *message, void *opaque) {
  (void)producer;
  (void)opaque;
  if (message->err) {
    failed++;
    fprintf(stderr, "A chunk was not accepted: %s\n", rd_kafka_err2str(message->err));
  }
}

static int64_t now_ms(void) {
  struct timespec now;
  timespec_get(&now, TIME_UTC);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
  char why[512];
  if (rd_kafka_conf_set(conf, name, value, why, sizeof why) != RD_KAFKA_CONF_OK) {
    fprintf(stderr, "%s\n", why);
    exit(2);
  }
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: %s HOST:PORT TOPIC SENSOR-ID [NAME=VALUE...]\n", argv[0]);
    return 2;
  }
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "bootstrap.servers", argv[1]);
  set(conf, "enable.idempotence", "true"); /* a chunk comes once and in order */
  set(conf, "linger.ms", "5");
  for (int i = 4; i < argc; i++) {
    char *value = strchr(argv[i], '=');
    if (!value) {
      fprintf(stderr, "%s is no NAME=VALUE\n", argv[i]);
      return 2;
    }
    *value++ = '\0';
    set(conf, argv[i], value);
  }
  rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  char why[512];
  rd_kafka_t *producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why);
  if (!producer) {
    fprintf(stderr, "%s\n", why);
    return 1;
  }

  /* Another session each time that the sensor starts; samples are counted within it. */
  char session[32], first_text[32];
  int64_t started = now_ms();
  snprintf(session, sizeof session, "%" PRId64, started);
  static unsigned char chunk[CHUNK_SAMPLES * SAMPLE_BYTES];
  int64_t first = 0;
  size_t got;
  while ((got = fread(chunk, SAMPLE_BYTES, CHUNK_SAMPLES, stdin)) > 0) {
    snprintf(first_text, sizeof first_text, "%" PRId64, first);
    rd_kafka_resp_err_t error;
    do {
      error = rd_kafka_producev(
          producer, RD_KAFKA_V_TOPIC(argv[2]), RD_KAFKA_V_KEY(argv[3], strlen(argv[3])),
          RD_KAFKA_V_VALUE(chunk, got * SAMPLE_BYTES), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
          RD_KAFKA_V_TIMESTAMP(started + first * 1000 / RATE),
          RD_KAFKA_V_HEADER("session", session, -1),
          RD_KAFKA_V_HEADER("first-sample", first_text, -1), RD_KAFKA_V_END);
      rd_kafka_poll(producer, error == RD_KAFKA_RESP_ERR__QUEUE_FULL ? 100 : 0);
    } while (error == RD_KAFKA_RESP_ERR__QUEUE_FULL);
    if (error) {
      fprintf(stderr, "%s\n", rd_kafka_err2str(error));
      failed++;
      break;
    }
    first += (int64_t)got;
  }
  rd_kafka_flush(producer, 30000);
  failed += rd_kafka_outq_len(producer);
  rd_kafka_destroy(producer);
  if (failed) {
    fprintf(stderr, "%ld chunks were not accepted.\n", failed);
    return 1;
  }
  printf("Sent %.1f s of audio.\n", (double)first / RATE);
  return 0;
}
