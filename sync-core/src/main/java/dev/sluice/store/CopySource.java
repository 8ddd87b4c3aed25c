package dev.sluice.store;

/// An adapter's own handle on an entry that another store of the same kind may copy from.
/// Immutable.
public interface CopySource {}
