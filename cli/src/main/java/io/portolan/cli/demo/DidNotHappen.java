package io.portolan.cli.demo;

/** Something that the demo promised did not happen. */
final class DidNotHappen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DidNotHappen(String what) {
        super("This did not happen: " + what);
    }
}
