package dev.sluice.store;

/// What holds for a kind of store, as data: the engine and the contract suite ask, and never look
/// at the class. What only some stores can do is not here: they hand it out, see [Store].
///
/// @param fileSystem whether entries are files in directories: names may be refused, markers of
///   directories mean nothing, a key cannot be both file and directory
/// @param singleWriteBytes the longest entry that [Store#write] takes
/// @param deleteBatch how many keys [Store#delete] takes at once, at least 1
public record StoreProperties(boolean fileSystem, long singleWriteBytes, int deleteBatch) {}
