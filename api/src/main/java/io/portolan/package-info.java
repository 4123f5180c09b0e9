/** What users of Portolan hold: stacks, plans, outcomes, events, errors, support levels. */
@NullMarked
package io.portolan;

import org.jspecify.annotations.NullMarked;
