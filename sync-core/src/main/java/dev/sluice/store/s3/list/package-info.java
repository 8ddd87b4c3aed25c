/// One range of keys as a cursor over pages. May import split, call, api, config, store, model,
/// flow.
@NullMarked
package dev.sluice.store.s3.list;

import org.jspecify.annotations.NullMarked;
