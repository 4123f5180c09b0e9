package io.portolan.aws.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.model.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeBlockTest {
    private static Cidr block(String text) {
        return Cidr.parse(text);
    }

    @Test
    void theLastSmallBlockIsTaken() {
        assertThat(FreeBlock.of(List.of(block("10.20.0.0/16")), List.of(block("10.20.1.0/24"))))
                .contains(block("10.20.255.240/28"));
    }

    @Test
    void whatIsTakenIsLeftOutAndAFullBlockPassedOver() {
        assertThat(FreeBlock.of(
                        List.of(block("10.0.0.0/24"), block("192.168.0.0/24")),
                        List.of(block("10.0.0.0/24"), block("192.168.0.240/28"))))
                .contains(block("192.168.0.224/28"));
    }

    @Test
    void whereNothingIsFreeThereIsNone() {
        assertThat(FreeBlock.of(List.of(block("10.0.0.0/28"), block("2001:db8::/56")), List.of(block("10.0.0.0/30"))))
                .isEmpty();
    }
}
