/// S3's XML, written and read without the SDK. May import api, http, store, model.
@NullMarked
package dev.sluice.store.s3.light.xml;

import org.jspecify.annotations.NullMarked;
