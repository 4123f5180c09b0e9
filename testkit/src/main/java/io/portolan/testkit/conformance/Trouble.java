package io.portolan.testkit.conformance;

import io.portolan.spi.NativeCall;
import java.util.List;

/** What happens to native calls and to the journal on purpose. Every method may throw instead of returning. */
interface Trouble {
    /** Nothing happens. */
    Trouble NONE = new Trouble() {};

    /** A call is about to be sent; what is thrown here is its answer, without effect. */
    default void before(NativeCall call) {}

    /** A call has been answered; what is thrown here is what the caller gets, though the call had its effect. Else the answer it gets. */
    default Object after(NativeCall call, Object answer) {
        return answer;
    }

    /** Lines are about to be appended to the journal. */
    default void journal(List<String> lines) {}
}
