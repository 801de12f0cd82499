import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows Vigie's incidents: prints the newest version of each, once.
 *
 * <pre>
 * javac -cp kafka-clients.jar Subscriber.java
 * BOOTSTRAP=broker:9092 java -cp kafka-clients.jar:slf4j-api.jar:. Subscriber
 * </pre>
 *
 * A JSON library reads the rest of a value; this example needs the version alone.
 */
public final class Subscriber {
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

  public static void main(String[] arguments) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", setting("BOOTSTRAP", "127.0.0.1:9092"));
    settings.put("group.id", setting("GROUP", "desk.incidents"));
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("key.deserializer", StringDeserializer.class.getName());
    settings.put("value.deserializer", StringDeserializer.class.getName());

    Map<String, Integer> versions = new HashMap<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        consumer.wakeup();
        try {
          main.join(10_000);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }));
      consumer.subscribe(List.of(setting("TOPIC", "vigie.incidents")));
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() == null) {
            versions.remove(record.key());
            continue;
          }
          Matcher found = VERSION.matcher(record.value());
          int version = found.find() ? Integer.parseInt(found.group(1)) : 0;
          if (version > versions.getOrDefault(record.key(), 0)) {
            versions.put(record.key(), version);
            System.out.println(record.key() + " version " + version);
          }
        }
        // What was handled, after it was handled.
        consumer.commitSync();
      }
    } catch (WakeupException stopping) {
      // Asked to end; the consumer was closed.
    }
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
