package dev.sluice.care.move;

import dev.sluice.care.ChangeList;
import dev.sluice.model.Key;
import java.util.function.Function;

/// Where removed objects are written down.
///
/// @param list stays its owner's
/// @param wholeKey the key in the bucket of a key of the source
public record RemovalList(ChangeList list, Function<Key, String> wholeKey) {}
