/**
 * One AWS account in one region, as the drivers of this module see it: clients behind the engine's wire, errors, ownership marks. Public for the
 * module's own packages, not promised to others.
 */
@NullMarked
package io.portolan.aws.account;

import org.jspecify.annotations.NullMarked;
