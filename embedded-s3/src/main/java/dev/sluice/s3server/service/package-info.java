/// The way of a request: named, counted, authenticated, authorised, carried out, answered; with the
/// faults that tests ask for.
///
/// May import every package but the one of the server itself, which alone imports it.
@NullMarked
package dev.sluice.s3server.service;

import org.jspecify.annotations.NullMarked;
