package io.portolan.aws.loadbalancer;

import io.portolan.aws.MotoSubject;
import io.portolan.aws.RequestCheck;
import io.portolan.testkit.conformance.LoadBalancerConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The conformance kit on ELBv2, as moto plays it. */
@Execution(ExecutionMode.CONCURRENT)
class LoadBalancerConformanceTest extends LoadBalancerConformance {
    @AfterAll
    static void sayWhatWasChecked() {
        System.out.println(RequestCheck.summary());
    }

    @Override
    protected Subject subject() {
        return MotoSubject.apart();
    }
}
