package dev.sluice.store;

/// What a kind of store can do, as data: the engine and the contract suite ask, and never look at
/// the class.
///
/// @param fileSystem whether entries are files in directories: names may be refused, markers of
///   directories mean nothing, a key cannot be both file and directory
/// @param singleWriteBytes the longest entry that [Store#write] takes
/// @param deleteBatch how many keys [Store#delete] takes at once, at least 1
public record Capabilities(boolean fileSystem, long singleWriteBytes, int deleteBatch) {}
