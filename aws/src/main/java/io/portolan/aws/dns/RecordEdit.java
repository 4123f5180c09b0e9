package io.portolan.aws.dns;

import io.portolan.dns.DnsName;
import io.portolan.dns.RecordType;
import io.portolan.model.Key;
import io.portolan.model.NativeId;
import io.portolan.spi.driver.Value;
import java.util.Optional;

/**
 * One change of a batch: what is to stand at a name and type, in place of what stands there now.
 *
 * @param before what stands there; empty: nothing
 * @param after what is to stand there, {@link SetContent#NOTHING} when it goes; its mark is known even where the rest is not
 * @param marked the content whose mark {@code after} will have
 */
record RecordEdit(
        Key key,
        Value<NativeId> zone,
        DnsName name,
        RecordType type,
        Optional<NativeSet> before,
        Value<SetContent> after,
        SetContent marked) {

    String label() {
        return name + " " + type;
    }

    /** The name of the condition: that what was read stands there still. */
    String conditionName() {
        return label() + " was";
    }

    SetContent was() {
        return before.map(NativeSet::content).orElse(SetContent.NOTHING);
    }

    /** What is to stand there as the step shows it: with its mark where that is written too. */
    Value<SetContent> shown() {
        return isMarkWritten() ? after : after.map(content -> content.mark(null));
    }

    /** What was read as the condition shows it. */
    SetContent shownWas() {
        return isMarkWritten() ? was() : was().mark(null);
    }

    private boolean isMarkWritten() {
        return !was().mark().equals(marked.mark());
    }

    boolean isDelete() {
        return after.now().filter(SetContent::isNothing).isPresent();
    }

    boolean isDone() {
        return after.now().filter(was()::equals).isPresent();
    }

    /** Elements and characters as Route 53 counts them; of what is not known yet, one alias. */
    int elements() {
        return was().elements() + after.now().map(SetContent::elements).orElse(1);
    }

    int characters() {
        return was().characters() + after.now().map(SetContent::characters).orElse(0);
    }
}
