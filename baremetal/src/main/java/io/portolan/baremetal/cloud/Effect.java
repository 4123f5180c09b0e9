package io.portolan.baremetal.cloud;

import java.io.IOException;

/**
 * What a call does to files beside its documents.
 *
 * <p>A kill between any two of these steps leaves a file that no document knows, or a document whose file is not as it
 * should be; both are put right when the directory is opened.
 */
interface Effect {
    /** Before the documents are durable; a failure here fails the call with nothing changed. */
    default void prepare() throws IOException {}

    /** Takes back what {@link #prepare} did, when the documents did not become durable. */
    default void undo() throws IOException {}

    /** After the documents are durable. */
    default void finish() throws IOException {}
}
