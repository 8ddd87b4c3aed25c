/// Whole programs raced side by side: sluice and its peers do the same work on the same server in
/// turn, every run is checked, and the figures become tables and plots. [Race] is the way in. May
/// import `dev.sluice.bench.data` and the JDK; the server is a process of its own.
@NullMarked
package dev.sluice.bench.e2e;

import org.jspecify.annotations.NullMarked;
