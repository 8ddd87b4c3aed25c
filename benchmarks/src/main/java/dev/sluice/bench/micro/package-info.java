/// JMH benchmarks of the paths that every key or every object takes. `benchmarks/micro` runs them.
///
/// May import `diff`, `filter`, `flow.spool`, `model`, `plan`, `store`, `store.s3.http`,
/// `store.s3.light.xml` and `store.s3.sign`.
@NullMarked
package dev.sluice.bench.micro;

import org.jspecify.annotations.NullMarked;
