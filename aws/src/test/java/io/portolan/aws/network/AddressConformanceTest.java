package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.AddressConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The conformance kit on Elastic IPs, as moto plays them. */
@Execution(ExecutionMode.CONCURRENT)
class AddressConformanceTest extends AddressConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return MotoSubject.apart();
    }
}
