package dev.sluice.store;

import dev.sluice.model.Key;

/// A key that could not be deleted, and why.
public record DeleteFailure(Key key, StoreException error) {}
