package io.portolan.engine.manifest;

/** What is done with the places where secrets are kept. */
public enum Secrets {
    /** They are read: files, environment variables, and the programs that {@code portolan.yaml} names. */
    READ,
    /**
     * They are not looked at: no file is opened, no variable read, no program run, and a placeholder stands in the specs. For checking
     * manifests where the secrets are not, as on a fresh clone. A stack read so must not be planned.
     */
    UNREAD
}
