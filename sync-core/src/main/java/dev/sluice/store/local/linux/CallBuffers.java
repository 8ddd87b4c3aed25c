package dev.sluice.store.local.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Off-heap buffers in which one thread passes arguments to system calls, and gets answers. Kept
/// for each thread, as the JDK keeps buffers for channels.
///
/// It is read and written as buffers, since accesses by segments and layouts take a thousand times
/// as long until they are compiled.
final class CallBuffers {

  /// A longer transfer is done in pieces of this.
  static final int BYTES = 256 * 1024;

  private static final int FEW_BYTES = 16 * 1024;

  /// More than `PATH_MAX`: of a longer path so much is passed that the system finds it too long.
  private static final int PATH_BYTES = 4096 + 16;

  private static final int STRUCT_BYTES = 256;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final int ERRNO_OFFSET =
      (int) STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final ThreadLocal<CallBuffers> OWN = ThreadLocal.withInitial(CallBuffers::new);

  private final Arena arena = Arena.ofAuto();

  /// Where the C library's error number is put.
  final MemorySegment state = arena.allocate(STATE);

  private final ByteBuffer error = buffer(state);

  /// Room for one struct: `open_how`, `statx`, two `timespec`.
  final ByteBuffer struct;

  final long structAddress;

  private final Place first = new Place();
  private final Place second = new Place();
  private @Nullable ByteBuffer bytes;
  private long bytesAddress;

  private CallBuffers() {
    MemorySegment room = arena.allocate(STRUCT_BYTES, Long.BYTES);
    struct = buffer(room);
    structAddress = room.address();
  }

  static CallBuffers own() {
    return OWN.get();
  }

  private static ByteBuffer buffer(MemorySegment room) {
    return room.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /// The number of what went wrong with the last call, if anything did.
  int error() {
    return error.getInt(ERRNO_OFFSET);
  }

  /// Room for one path.
  private final class Place {
    private final MemorySegment room = arena.allocate(PATH_BYTES);
    private final ByteBuffer buffer = buffer(room);
    private final long address = room.address();

    long put(String path) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      int length = Math.min(name.length, PATH_BYTES - 1);
      buffer.put(0, name, 0, length);
      buffer.put(length, (byte) 0);
      return address;
    }
  }

  /// The address of `path`, until the next one is put here.
  long path(String path) {
    return first.put(path);
  }

  /// The address of another path.
  long secondPath(String path) {
    return second.put(path);
  }

  /// Room for so many bytes of content, [#BYTES] at most. It grows with what is asked for: there
  /// are many threads, and most files are small.
  ByteBuffer bytes(int atLeast) {
    ByteBuffer room = bytes;
    if (room == null || room.capacity() < atLeast) {
      int size = Math.clamp(2L * Integer.highestOneBit(atLeast), FEW_BYTES, BYTES);
      MemorySegment made = Arena.ofAuto().allocate(size);
      bytesAddress = made.address();
      room = buffer(made); // keeps the memory as long as it is held here
      bytes = room;
    }
    return room;
  }

  /// Where what [#bytes] gave last is.
  long bytesAddress() {
    return bytesAddress;
  }
}
