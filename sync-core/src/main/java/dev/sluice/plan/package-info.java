/// The pure function from a difference and the policy to an action. May import diff, model.
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
