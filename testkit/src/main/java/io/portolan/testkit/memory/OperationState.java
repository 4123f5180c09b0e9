package io.portolan.testkit.memory;

import org.jspecify.annotations.Nullable;

/** How far an operation is; one that failed is done and has an error. */
record OperationState(boolean done, @Nullable NativeError error) {}
