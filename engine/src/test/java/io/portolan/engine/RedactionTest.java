package io.portolan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.Code;
import io.portolan.Failure;
import io.portolan.PortolanException;
import io.portolan.model.Key;
import io.portolan.model.Secret;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final Secret KEY =
            Secret.of("-----BEGIN PRIVATE KEY-----\nabcdefghijkl\nmnopqrstuvwx\n-----END PRIVATE KEY-----\n");

    private static Failure cleaned(Failure failure, Object... arguments) {
        return Redaction.of(new PortolanException(failure), List.of(arguments)).failure();
    }

    @Test
    void aRepeatedSecretIsTakenOutOfEveryWord() {
        Failure said = Failure.of(Code.INVALID, "no key: " + KEY.reveal())
                .remedy("not abcdefghijkl")
                .nativeCode("mnopqrstuvwx")
                .requestId("for mnopqrstuvwx")
                .nativeCall("balancer.create")
                .culprits(Set.of(Key.parse("LoadBalancer/web")));

        Failure cleaned = cleaned(said, "a", KEY, 3);

        assertThat(cleaned.message()).isEqualTo("no key: ***");
        assertThat(cleaned.remedy()).contains("not ***");
        assertThat(cleaned.nativeCode()).contains("***");
        assertThat(cleaned.requestId()).contains("for ***");
        assertThat(cleaned.nativeCall()).contains("balancer.create");
        assertThat(cleaned.code()).isEqualTo(Code.INVALID);
        assertThat(cleaned.culprits()).containsExactly(Key.parse("LoadBalancer/web"));
    }

    @Test
    void aKeyOnOneLineIsFoundToo() {
        assertThat(cleaned(Failure.of(Code.INVALID, KEY.reveal().replace("\n", " ")), KEY)
                        .message())
                .isEqualTo("-----BEGIN PRIVATE KEY----- *** *** -----END PRIVATE KEY----- ");
    }

    @Test
    void whatRepeatsNothingStaysItself() {
        PortolanException e = new PortolanException(Failure.of(Code.QUOTA, "too many, ab"));

        assertThat(Redaction.of(e, List.of(KEY, Secret.of("ab")))).isSameAs(e);
    }
}
