package dev.sluice.store.s3;

/// A value that was configured, and where, so that a message can name the place.
///
/// @param name what the user knows it by: `AWS_CA_BUNDLE`, `ca_bundle in the profile prod`
/// @param value its value, not blank
record Setting(String name, String value) {}
