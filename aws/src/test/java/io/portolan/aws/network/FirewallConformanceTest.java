package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.FirewallConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;

/** The conformance kit on security groups, as moto plays them. */
class FirewallConformanceTest extends FirewallConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
