/// The frequent requests by a client of our own, which signs and sends them. May import light.xml,
/// call, api, config, http, sign, store.
@NullMarked
package dev.sluice.store.s3.light;

import org.jspecify.annotations.NullMarked;
