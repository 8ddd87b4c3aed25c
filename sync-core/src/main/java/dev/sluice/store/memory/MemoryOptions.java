package dev.sluice.store.memory;

import dev.sluice.flow.Time;

/// What a [MemoryStore] pretends to be.
///
/// @param service stores of the same service copy from each other
/// @param name tells the stores of a service apart
/// @param singleWriteBytes the longest entry written in one go
/// @param partSizeBytes the length of a part
/// @param deleteBatch how many keys are deleted at once
/// @param time gives entries their times
public record MemoryOptions(
    String service,
    String name,
    long singleWriteBytes,
    int partSizeBytes,
    int deleteBatch,
    Time time) {

  /// Small limits, so that small tests meet them.
  public static MemoryOptions named(String name) {
    return new MemoryOptions("memory", name, 64 * 1024, 16 * 1024, 10, Time.SYSTEM);
  }

  /// The same in another service.
  public MemoryOptions withService(String otherService) {
    return new MemoryOptions(
        otherService, name, singleWriteBytes, partSizeBytes, deleteBatch, time);
  }
}
