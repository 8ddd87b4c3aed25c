/// Histories of the keys of a bucket, all versions and delete markers: copying them to another
/// bucket in their order, comparing both, and removing what is proven to be in the other.
///
/// May import `care`, `flow`, `flow.spool`, `flow.system`, `flow.work`, `listing`, `model`,
/// `report` and `store`.
@NullMarked
package dev.sluice.care.history;

import org.jspecify.annotations.NullMarked;
