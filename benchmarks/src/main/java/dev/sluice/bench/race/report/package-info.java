/// Figures as tables, raw values and plots. May import `race.run` and what that imports.
@NullMarked
package dev.sluice.bench.race.report;

import org.jspecify.annotations.NullMarked;
