package io.portolan.aws;

import io.portolan.testkit.conformance.ProviderFactoryConformance;
import io.portolan.testkit.conformance.Subject;

/** The kit's rules of factories. */
class FactoryConformanceTest extends ProviderFactoryConformance {
    @Override
    protected Subject subject() {
        return new MotoSubject();
    }
}
