/** What a command works on: the manifests, the provider that was chosen, the folders where state lives. */
@NullMarked
package io.portolan.cli.workspace;

import org.jspecify.annotations.NullMarked;
