package io.portolan.aws.network;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.NetworkConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The conformance kit on VPCs, as moto plays them. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkConformanceTest extends NetworkConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return MotoSubject.apart();
    }
}
