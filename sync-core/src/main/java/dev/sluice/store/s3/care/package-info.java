/// Takes back what runs have left at a service. May import object, sdk, call, api, store, flow.
@NullMarked
package dev.sluice.store.s3.care;

import org.jspecify.annotations.NullMarked;
