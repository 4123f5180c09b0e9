/** Manifests: YAML documents to a {@code Stack}, with every mistake at once and at its place. */
@NullMarked
package io.portolan.engine.manifest;

import org.jspecify.annotations.NullMarked;
