package io.portolan.engine.manifest;

/** What one reading of a set of manifests shares. */
final class Session {
    private final Diagnostics problems;
    private final References references = new References();
    private final SecretReader secrets;

    Session(SecretReader secrets, Diagnostics problems) {
        this.secrets = secrets;
        this.problems = problems;
    }

    Diagnostics problems() {
        return problems;
    }

    References references() {
        return references;
    }

    SecretReader secrets() {
        return secrets;
    }
}
