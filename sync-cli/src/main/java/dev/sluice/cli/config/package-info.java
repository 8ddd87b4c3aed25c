/// Flags and environment into validated settings: stores, filters, policy, sizes and rates. Flags
/// that several commands share are declared here, once.
///
/// May import `cache`, `care.acl`, `cli.output`, `engine`, `filter`, `flow`, `flow.system`,
/// `location`, `model`, `model.access`, `model.stat`, `plan`, `store`, `store.local`, `store.s3`
/// and `store.s3.config`.
@NullMarked
package dev.sluice.cli.config;

import org.jspecify.annotations.NullMarked;
