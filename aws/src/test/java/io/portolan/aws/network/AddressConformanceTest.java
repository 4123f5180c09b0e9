package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.AddressConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;

/** The conformance kit on Elastic IPs, as moto plays them. */
class AddressConformanceTest extends AddressConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
