package dev.sluice.store.local.copy;

import dev.sluice.model.Entry;
import dev.sluice.store.ServerCopy.CopySource;
import java.nio.file.Path;

/// A file that may be copied to another one beneath the same root.
///
/// @param root the path of the root
/// @param entry the file. Its fingerprint says what it is to be: a digest, that this is remembered
///   of it; an ETag that is none, that it bears the stamp of this text; else it has the size and
///   the time that were listed
public record LocalCopySource(Path root, Entry entry) implements CopySource {}
