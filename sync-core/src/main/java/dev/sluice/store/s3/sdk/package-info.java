/// The same requests by the AWS SDK, and the SDK's clients for the rare ones. May import api,
/// config, http, light.xml for its bounds, store, flow.
@NullMarked
package dev.sluice.store.s3.sdk;

import org.jspecify.annotations.NullMarked;
