package io.portolan.aws;

import io.portolan.testkit.conformance.ProviderFactoryConformance;
import io.portolan.testkit.conformance.Subject;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The kit's rules of factories. */
@Execution(ExecutionMode.CONCURRENT)
class FactoryConformanceTest extends ProviderFactoryConformance {
    @Override
    protected Subject subject() {
        return MotoSubject.apart();
    }
}
