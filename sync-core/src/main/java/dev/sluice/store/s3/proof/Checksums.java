package dev.sluice.store.s3.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The checksums that an answer carries.
///
/// @param sums the values as they came, of each sum that is known here
public record Checksums(Map<Sum, String> sums) {

  /// Of an answer that has none.
  public static final Checksums NONE = new Checksums(Map.of());

  private static final String TYPE = "type";
  private static final String COMPOSITE = "COMPOSITE";

  /// Reads an answer's headers.
  ///
  /// @param headersUnder gives every header whose name begins with the prefix, the rest of the name
  ///   in lower case
  public static Checksums of(BiConsumer<String, BiConsumer<String, String>> headersUnder) {
    Reading reading = new Reading();
    headersUnder.accept(Sum.HEADER_PREFIX, reading);
    return reading.checksums();
  }

  private static final class Reading implements BiConsumer<String, String> {
    private @Nullable Map<Sum, String> sums;
    private boolean composite;

    @Override
    public void accept(String name, String value) {
      Sum sum = Sum.ofHeader(name);
      if (sum != null) {
        if (sums == null) {
          sums = new EnumMap<>(Sum.class);
        }
        sums.put(sum, value);
      } else if (name.equals(TYPE)) {
        composite = value.equalsIgnoreCase(COMPOSITE);
      }
    }

    /// Without those that are of parts and do not say of how many.
    Checksums checksums() {
      if (sums == null) {
        return NONE;
      }
      if (composite) {
        sums.values().removeIf(value -> value.indexOf('-') < 0);
      }
      return new Checksums(sums);
    }
  }
}
