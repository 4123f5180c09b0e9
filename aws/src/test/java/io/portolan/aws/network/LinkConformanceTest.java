package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.LinkConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;

/** The conformance kit on peering connections within one account and region, as moto plays them. */
class LinkConformanceTest extends LinkConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
