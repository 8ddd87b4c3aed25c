/// Files that outlive a run: rows in the order of their keys, with what was seen of a file and what
/// was found out of its content. Knows bytes and keys alone.
///
/// A file is made of *frames*: a header, blocks of rows, an index, a trailer. Each carries its own
/// checksum, so that one that was cut off by a crash is sound up to there and a damaged one loses
/// the rows of the block that is damaged. What is lost here is found out again; it is never
/// guessed.
///
/// May import `flow` and `model`.
@NullMarked
package dev.sluice.state;

import org.jspecify.annotations.NullMarked;
