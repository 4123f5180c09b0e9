package io.portolan.benchmarks;

import java.io.Writer;

/** Counts characters and keeps none. */
final class CountingWriter extends Writer {
    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(char[] text, int from, int length) {
        count += length;
    }

    @Override
    public void write(String text, int from, int length) {
        count += length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
