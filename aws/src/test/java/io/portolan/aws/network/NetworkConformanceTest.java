package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.NetworkConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;

/** The conformance kit on VPCs, as moto plays them. */
class NetworkConformanceTest extends NetworkConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
