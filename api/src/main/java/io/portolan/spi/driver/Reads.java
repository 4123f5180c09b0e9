package io.portolan.spi.driver;

import java.util.function.Supplier;

/** Reading within one pass: one answer for each call and arguments, with the engine's budget and retries. Implemented by the engine. */
public interface Reads {

    /**
     * The answer of a read; asked once in a pass, whoever asks, and shared.
     *
     * @param what the native call, as {@code ec2 DescribeVolumes}
     * @param arguments what tells this read from others of the call; compared by equality
     * @param read makes the native calls, all pages of them, through the wire; repeated by the engine when that can help
     * @throws io.portolan.PortolanException when it can't be had: say so in the observation
     */
    <T> T once(String what, Object arguments, Supplier<T> read);
}
