package dev.sluice.checksum;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// CRC-64/NVME by the native code of the AWS CRT, where its jar is on the class path and its code
/// runs here. Nothing of it is loaded before a CRC-64/NVME is asked for.
final class NativeCrc64Nvme {

  static final String CRT_CLASS = "software.amazon.awssdk.crt.checksums.CRC64NVME";

  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);
  private static final long CHECKSUM_OF_DIGITS = 0xae8b14860a799888L;

  private static final @Nullable MethodHandle CONSTRUCTOR = find(CRT_CLASS);

  private NativeCrc64Nvme() {}

  /// Of nothing yet; null where there is no such code here.
  static @Nullable Checksum newChecksum() {
    return CONSTRUCTOR == null ? null : made(CONSTRUCTOR);
  }

  /// How a checksum of the class of this name is made; null where it cannot be, or computes
  /// something else.
  static @Nullable MethodHandle find(String className) {
    try {
      Class<?> crt = Class.forName(className);
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .findConstructor(crt, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Checksum.class));
      Checksum checksum = made(constructor);
      checksum.update(DIGITS, 0, DIGITS.length);
      return checksum.getValue() == CHECKSUM_OF_DIGITS ? constructor : null;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException _) {
      return null; // no such jar, no such system, or no place from which to load its code
    }
  }

  private static Checksum made(MethodHandle constructor) {
    try {
      return (Checksum) constructor.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
