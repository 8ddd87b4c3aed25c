/// The same requests by the AWS SDK, and the SDK's clients for the rare ones. May import call, api,
/// config, http, light.xml for its bounds.
@NullMarked
package dev.sluice.store.s3.sdk;

import org.jspecify.annotations.NullMarked;
